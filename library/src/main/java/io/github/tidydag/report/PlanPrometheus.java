package io.github.tidydag.report;

import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Judgement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A cleanup plan as a textfile for Prometheus' node exporter. */
public final class PlanPrometheus {
  private PlanPrometheus() {}

  /** Gauges: objects by namespace, kind and verdict; what to delete; what was not read; when. */
  public static String of(CleanupPlan plan) {
    StringBuilder out = new StringBuilder();
    head("tidydag_janitor_objects", "Objects that Spark made, by verdict.", out);
    Map<String, Long> objects =
        plan.judgements().stream()
            .collect(
                Collectors.groupingBy(PlanPrometheus::labels, TreeMap::new, Collectors.counting()));
    objects.forEach((labels, n) -> line("tidydag_janitor_objects", labels, n, out));
    head("tidydag_janitor_deletions", "Objects that janitor apply would delete.", out);
    Map<String, Long> deletions =
        plan.deletions().stream()
            .collect(
                Collectors.groupingBy(
                    d -> "namespace=" + quoted(d.resource().namespace()),
                    TreeMap::new,
                    Collectors.counting()));
    deletions.forEach((labels, n) -> line("tidydag_janitor_deletions", labels, n, out));
    head("tidydag_janitor_unread", "Lists that could not be read, which keeps all.", out);
    line("tidydag_janitor_unread", "", plan.gaps().size(), out);
    head("tidydag_janitor_time_seconds", "When the cluster was read, since 1970.", out);
    line("tidydag_janitor_time_seconds", "", plan.taken().getEpochSecond(), out);
    return out.toString();
  }

  private static String labels(Judgement one) {
    return "namespace="
        + quoted(one.resource().namespace())
        + ",kind="
        + quoted(one.resource().kindName())
        + ",verdict="
        + quoted(one.verdict().name());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static void head(String name, String help, StringBuilder out) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(" gauge\n");
  }

  private static void line(String name, String labels, long value, StringBuilder out) {
    out.append(name)
        .append(labels.isEmpty() ? "" : "{" + labels + "}")
        .append(' ')
        .append(value)
        .append('\n');
  }
}
