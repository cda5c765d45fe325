/** The rules that come with tidydag, by what they look at. */
@NullMarked
package io.github.tidydag.lint.rules;

import org.jspecify.annotations.NullMarked;
