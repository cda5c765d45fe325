@NullMarked
package io.github.tidydag.render;

import org.jspecify.annotations.NullMarked;
