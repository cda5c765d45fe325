/** Tests that concern the library as a whole. */
@NullMarked
package io.github.tidydag;

import org.jspecify.annotations.NullMarked;
