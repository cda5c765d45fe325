/** Tests of the import. */
@NullMarked
package io.github.tidydag.convert;

import org.jspecify.annotations.NullMarked;
