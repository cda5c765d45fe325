/**
 * What a given Airflow and provider version accepts: arguments, enums, imports, template fields.
 */
@NullMarked
package io.github.tidydag.airflow;

import org.jspecify.annotations.NullMarked;
