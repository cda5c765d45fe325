/** Kubernetes' types as the Python client knows them, and the grammars of their values. */
@NullMarked
package io.github.tidydag.kubernetes;

import org.jspecify.annotations.NullMarked;
