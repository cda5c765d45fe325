/** The command line: parse, call, print, exit. */
@NullMarked
package io.github.tidydag.cli;

import org.jspecify.annotations.NullMarked;
