@NullMarked
package io.github.tidydag.spec;

import org.jspecify.annotations.NullMarked;
