/** Which folders that Spark's submissions left in a store may go, and why; pure. */
@NullMarked
package io.github.tidydag.uploads;

import org.jspecify.annotations.NullMarked;
