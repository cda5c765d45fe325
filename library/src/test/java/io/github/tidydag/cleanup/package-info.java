@NullMarked
package io.github.tidydag.cleanup;

import org.jspecify.annotations.NullMarked;
