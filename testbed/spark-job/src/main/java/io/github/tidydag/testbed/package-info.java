/** A Spark job for the testbed. */
@NullMarked
package io.github.tidydag.testbed;

import org.jspecify.annotations.NullMarked;
