@NullMarked
package io.github.tidydag.kubernetes;

import org.jspecify.annotations.NullMarked;
