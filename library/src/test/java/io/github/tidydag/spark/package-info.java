@NullMarked
package io.github.tidydag.spark;

import org.jspecify.annotations.NullMarked;
