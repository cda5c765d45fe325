/** Rules about pods, above all about those that Airflow makes of templates. */
@NullMarked
package io.github.tidydag.lint.rules.pod;

import org.jspecify.annotations.NullMarked;
