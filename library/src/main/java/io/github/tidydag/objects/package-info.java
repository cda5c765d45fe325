/** What the tasks of a plan ask Kubernetes for, each value at its place in the spec. */
@NullMarked
package io.github.tidydag.objects;

import org.jspecify.annotations.NullMarked;
