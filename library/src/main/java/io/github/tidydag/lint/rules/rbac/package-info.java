/** Rules about the rights of Spark's drivers and of Airflow. */
@NullMarked
package io.github.tidydag.lint.rules.rbac;

import org.jspecify.annotations.NullMarked;
