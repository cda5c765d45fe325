/** What the tables of accepted arguments and fields share: versions, runs of them, types, JSON. */
@NullMarked
package io.github.tidydag.tables;

import org.jspecify.annotations.NullMarked;
