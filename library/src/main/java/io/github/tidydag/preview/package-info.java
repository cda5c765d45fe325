/** The pod that KubernetesPodOperator will send to Kubernetes, computed without Airflow. */
@NullMarked
package io.github.tidydag.preview;

import org.jspecify.annotations.NullMarked;
