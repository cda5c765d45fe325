/** What a person can ask for: the use cases that the front ends call. */
@NullMarked
package io.github.tidydag.app;

import org.jspecify.annotations.NullMarked;
