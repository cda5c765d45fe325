/** Rules about what all kinds of documents with pods have in common. */
@NullMarked
package io.github.tidydag.lint.rules.common;

import org.jspecify.annotations.NullMarked;
