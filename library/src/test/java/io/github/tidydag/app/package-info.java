/** Tests of the use cases. */
@NullMarked
package io.github.tidydag.app;

import org.jspecify.annotations.NullMarked;
