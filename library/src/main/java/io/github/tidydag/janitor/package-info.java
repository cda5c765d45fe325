/** What may be deleted of what Spark left in a cluster, and why; pure. */
@NullMarked
package io.github.tidydag.janitor;

import org.jspecify.annotations.NullMarked;
