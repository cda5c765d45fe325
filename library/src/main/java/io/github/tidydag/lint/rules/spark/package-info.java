/** Rules for the custom resources of the Spark operators. */
@NullMarked
package io.github.tidydag.lint.rules.spark;

import org.jspecify.annotations.NullMarked;
