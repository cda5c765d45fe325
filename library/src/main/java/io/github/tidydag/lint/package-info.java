/** The linter: rules over located documents, and what they find. */
@NullMarked
package io.github.tidydag.lint;

import org.jspecify.annotations.NullMarked;
