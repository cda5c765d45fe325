/** Looks for texts that break the library. */
@NullMarked
package io.github.tidydag.fuzz;

import org.jspecify.annotations.NullMarked;
