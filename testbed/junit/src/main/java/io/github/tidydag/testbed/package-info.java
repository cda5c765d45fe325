/** A real one-node Kubernetes for a test run. */
@NullMarked
package io.github.tidydag.testbed;

import org.jspecify.annotations.NullMarked;
