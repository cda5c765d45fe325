/** The only package that talks to a cluster. */
@NullMarked
package io.github.tidydag.cluster;

import org.jspecify.annotations.NullMarked;
