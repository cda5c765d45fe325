/** What the user wrote, as records: specs and the project configuration, read with their places. */
@NullMarked
package io.github.tidydag.spec;

import org.jspecify.annotations.NullMarked;
