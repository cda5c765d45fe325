@NullMarked
package io.github.tidydag.airflow;

import org.jspecify.annotations.NullMarked;
