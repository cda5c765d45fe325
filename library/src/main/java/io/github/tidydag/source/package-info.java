/** Located trees: what a file says, and where it says it. */
@NullMarked
package io.github.tidydag.source;

import org.jspecify.annotations.NullMarked;
