package io.github.tidydag.lint.rules.job;

import io.github.tidydag.lint.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules about Jobs and CronJobs. */
public final class JobRules {
  private JobRules() {}

  /** All of them. */
  public static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    rules.addAll(
        List.of(new JobNeverCollected(), new JobRetriesByDefault(), new JobRestartPolicy()));
    rules.addAll(JobContradicted.all());
    rules.addAll(CronKeys.all());
    return List.copyOf(rules);
  }
}
