/**
 * Whether a cluster has what the tasks of a DAG will ask of it: the points of a checklist before a
 * deployment, decided from facts that somebody else reads.
 */
@NullMarked
package io.github.tidydag.preflight;

import org.jspecify.annotations.NullMarked;
