/** Proves the preview: cases against data, a few pods spelled out, and output for real Airflow. */
@NullMarked
package io.github.tidydag.preview;

import org.jspecify.annotations.NullMarked;
