@NullMarked
package io.github.tidydag.python;

import org.jspecify.annotations.NullMarked;
