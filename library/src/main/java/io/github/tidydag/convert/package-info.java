/** The way back: manifests that people have become specs. */
@NullMarked
package io.github.tidydag.convert;

import org.jspecify.annotations.NullMarked;
