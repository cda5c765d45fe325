/**
 * For who writes Java instead of YAML: builders for specs, and one line to generate or to lint.
 *
 * <p>A builder writes what a spec file would say, and that is read as any spec is: the same keys,
 * the same checks, the same messages. What has no method of its own is reached by its name.
 */
@NullMarked
package io.github.tidydag.api;

import org.jspecify.annotations.NullMarked;
