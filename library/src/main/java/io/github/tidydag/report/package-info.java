/** What was found, written for people and for programs. */
@NullMarked
package io.github.tidydag.report;

import org.jspecify.annotations.NullMarked;
