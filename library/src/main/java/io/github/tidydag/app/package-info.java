/** The use cases that front ends call. */
@NullMarked
package io.github.tidydag.app;

import org.jspecify.annotations.NullMarked;
