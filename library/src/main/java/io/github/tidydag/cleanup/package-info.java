/** A spec becomes a plan: what the user wrote, and what makes sure that nothing stays behind. */
@NullMarked
package io.github.tidydag.cleanup;

import org.jspecify.annotations.NullMarked;
