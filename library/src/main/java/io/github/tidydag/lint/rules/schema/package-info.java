/** What the definitions of the custom resources, and Kubernetes' own types, say of a document. */
@NullMarked
package io.github.tidydag.lint.rules.schema;

import org.jspecify.annotations.NullMarked;
