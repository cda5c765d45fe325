package io.github.tidydag.spec;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.source.JinjaSyntax;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in Jinja that a target does not have, or that mean something else than they seem to. */
final class JinjaNames {
  private static final Version AIRFLOW_3 = Version.parse("3.0.0");

  private static final Map<String, String> GONE =
      Map.ofEntries(
          Map.entry("execution_date", "logical_date"),
          Map.entry("next_ds", "data_interval_end | ds"),
          Map.entry("next_ds_nodash", "data_interval_end | ds_nodash"),
          Map.entry("next_execution_date", "data_interval_end"),
          Map.entry("prev_ds", "prev_data_interval_start_success | ds"),
          Map.entry("prev_ds_nodash", "prev_data_interval_start_success | ds_nodash"),
          Map.entry("prev_execution_date", "prev_data_interval_start_success"),
          Map.entry("prev_execution_date_success", "prev_data_interval_start_success"),
          Map.entry("tomorrow_ds", "macros.ds_add(ds, 1)"),
          Map.entry("tomorrow_ds_nodash", "macros.ds_add(ds, 1) | replace('-', '')"),
          Map.entry("yesterday_ds", "macros.ds_add(ds, -1)"),
          Map.entry("yesterday_ds_nodash", "macros.ds_add(ds, -1) | replace('-', '')"),
          Map.entry("triggering_dataset_events", "triggering_asset_events"));

  private static final Pattern NAME = Pattern.compile("\\{[{%]-?\\s*([a-z_]+)\\b");

  /** What a run of Airflow 3 has only if it has a logical date. */
  private static final Set<String> DATES =
      Set.of(
          "ds",
          "ds_nodash",
          "ts",
          "ts_nodash",
          "ts_nodash_with_tz",
          "logical_date",
          "data_interval_start",
          "data_interval_end");

  private final boolean airflow3;
  private final boolean dateless;
  private final String zone;
  private final Problems problems;

  JinjaNames(List<Target> targets, Schedule schedule, Problems problems) {
    this.airflow3 = targets.stream().anyMatch(t -> t.airflow().isAtLeast(AIRFLOW_3));
    this.zone =
        schedule instanceof Schedule.Cron cron
                && UtcDates.mayDiffer(cron.expression(), SpecReader.zone(schedule))
            ? cron.timezone()
            : "UTC";
    this.dateless = airflow3 && schedule instanceof Schedule.Assets;
    this.problems = problems;
  }

  void check(DagSpec spec) {
    for (Task task : spec.tasks()) {
      task.arguments().values().forEach(this::check);
      task.common().expand().values().forEach(this::check);
      if (task instanceof Task.SparkTask spark) {
        if (spark.manifest() instanceof Task.SparkManifest.Inline inline) {
          check(inline.application());
          unclosed(inline.application());
        } else if (spark.manifest() instanceof Task.SparkManifest.File file) {
          JinjaSyntax.unclosed(file.text())
              .ifPresent(start -> Jinja.warnOfUnclosed(lineOf(file, start), file.text(), problems));
          String[] lines = file.text().split("\n", -1);
          for (int i = 0; i < lines.length; i++) {
            check(new Location(file.path(), i + 1, 1, i + 1, 1), lines[i]);
          }
        }
      }
    }
  }

  private static Location lineOf(Task.SparkManifest.File file, int place) {
    int line = (int) file.text().substring(0, place).chars().filter(c -> c == '\n').count() + 1;
    return new Location(file.path(), line, 1, line, 1);
  }

  private void unclosed(Node node) {
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach(e -> unclosed(e.value()));
    } else if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(this::unclosed);
    } else if (node instanceof Node.Scalar scalar) {
      Jinja.warnOfUnclosed(scalar.at(), scalar.text(), problems);
    }
  }

  private void check(Value value) {
    if (value instanceof Value.Text text) {
      check(text.at(), text.text());
    } else if (value instanceof Value.Items items) {
      items.items().forEach(this::check);
    } else if (value instanceof Value.Dict dict) {
      dict.entries().forEach(e -> check(e.value()));
    } else if (value instanceof Value.KubernetesObject object) {
      object.fields().forEach(e -> check(e.value()));
    }
  }

  private void check(Node node) {
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach(e -> check(e.value()));
    } else if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(this::check);
    } else if (node instanceof Node.Scalar scalar) {
      check(scalar.at(), scalar.text());
    }
  }

  private void check(Location at, String text) {
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      String right = GONE.get(name);
      if (right != null && airflow3) {
        problems.error(at, name, "is gone since Airflow 3.0; write " + right);
      }
      if (dateless && DATES.contains(name)) {
        problems.warning(
            at,
            "{{ " + name + " }}",
            "is undefined in Airflow 3 when an asset starts the run, and the task then fails; write"
                + " run_id, or dag_run.run_after");
      }
      if (!zone.equals("UTC") && (name.equals("ds") || name.equals("ds_nodash"))) {
        problems.warning(
            at,
            "{{ " + name + " }}",
            "is the date in UTC, and the schedule is in "
                + zone
                + "; for the date there write {{ data_interval_start.in_timezone('"
                + zone
                + "').strftime('"
                + (name.equals("ds") ? "%Y-%m-%d" : "%Y%m%d")
                + "') }}");
      }
    }
  }
}
