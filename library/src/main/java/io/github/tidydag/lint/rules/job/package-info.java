/** Rules about Jobs and CronJobs. */
@NullMarked
package io.github.tidydag.lint.rules.job;

import org.jspecify.annotations.NullMarked;
