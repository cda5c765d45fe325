/** A plan becomes files: views, FreeMarker, and text that is escaped by construction. */
@NullMarked
package io.github.tidydag.render;

import org.jspecify.annotations.NullMarked;
