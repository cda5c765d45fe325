/** What a given Airflow and a given provider accept. */
@NullMarked
package io.github.tidydag.airflow;

import org.jspecify.annotations.NullMarked;
