@NullMarked
package io.github.tidydag.tables;

import org.jspecify.annotations.NullMarked;
