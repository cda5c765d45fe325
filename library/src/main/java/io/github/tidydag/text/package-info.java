/** Text for people and for programs, whatever it is about. */
@NullMarked
package io.github.tidydag.text;

import org.jspecify.annotations.NullMarked;
