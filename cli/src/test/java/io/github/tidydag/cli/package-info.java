@NullMarked
package io.github.tidydag.cli;

import org.jspecify.annotations.NullMarked;
