/** Python source as values: literals, calls and names, laid out as a formatter would. */
@NullMarked
package io.github.tidydag.python;

import org.jspecify.annotations.NullMarked;
