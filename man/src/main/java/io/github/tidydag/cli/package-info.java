/** What a release has of the command line beside its jar. */
@NullMarked
package io.github.tidydag.cli;

import org.jspecify.annotations.NullMarked;
