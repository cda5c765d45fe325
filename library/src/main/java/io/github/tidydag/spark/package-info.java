/** What a release of the Spark operator accepts in a SparkApplication. */
@NullMarked
package io.github.tidydag.spark;

import org.jspecify.annotations.NullMarked;
