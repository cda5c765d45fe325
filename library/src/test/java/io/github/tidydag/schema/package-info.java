@NullMarked
package io.github.tidydag.schema;

import org.jspecify.annotations.NullMarked;
