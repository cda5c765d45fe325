/** JSON Schema of specs and configurations, for editors: made from the tables. */
@NullMarked
package io.github.tidydag.schema;

import org.jspecify.annotations.NullMarked;
