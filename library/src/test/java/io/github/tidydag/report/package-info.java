@NullMarked
package io.github.tidydag.report;

import org.jspecify.annotations.NullMarked;
