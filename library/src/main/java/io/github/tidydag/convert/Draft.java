package io.github.tidydag.convert;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Text;
import io.github.tidydag.source.YamlWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A spec in the making: one DAG with one task. */
final class Draft {
  private static final int WIDTH = 110;
  private static final long HOUR = 3600;

  private final String origin;
  private final Location at;
  private final List<Remark> remarks = new ArrayList<>();
  private final Tree task;
  private final String name;
  private String schedule = "null  # started by hand or by another DAG";
  private String maxActiveRuns = "";
  private boolean paused;
  private long longestTry;
  private long tries = 1;

  /**
   * @param origin what the spec is made from, for its first line
   * @param name the manifest's name without templates
   */
  Draft(String origin, String name, Location at) {
    this.origin = origin;
    this.name = name;
    this.at = at;
    this.task = new Tree(at);
  }

  /** Notes what was left out, changed or assumed. Never give it a value that may be secret. */
  void remark(Location place, String written, String message) {
    String subject = written.isEmpty() ? "" : Text.shorten(written, 80) + ": ";
    remarks.add(new Remark(place, subject + message));
  }

  void remark(Node.Entry entry, String message) {
    remark(entry.key().at(), entry.name(), message);
  }

  /** The manifest's name without templates. */
  String name() {
    return name;
  }

  /** What the task has besides its kind: Airflow's arguments. */
  Tree task() {
    return task;
  }

  void schedule(Node.Mapping value) {
    schedule = YamlWriter.line(value);
  }

  void oneRunAtATime(String because) {
    maxActiveRuns = "1  # " + because;
  }

  void paused() {
    paused = true;
  }

  /** Tells how long the task may take, so that the run is given enough time. */
  void longest(long seconds) {
    longestTry = seconds;
  }

  /** Tells how often the task is tried. */
  void tries(long count) {
    tries = count;
  }

  /** The finished spec. */
  ImportedSpec finish(String dagId) {
    StringBuilder out = new StringBuilder();
    out.append("# Imported from ").append(origin).append(".\n");
    remarks.sort(Comparator.comparing(Remark::at));
    if (!remarks.isEmpty()) {
      out.append("# What was decided on the way; delete it once you have read it:\n");
      remarks.forEach(remark -> wrap("line " + remark.at().line() + ", " + remark.text(), out));
    }
    out.append("spec_version: 1\n");
    out.append("dag_id: ").append(scalar(dagId)).append('\n');
    out.append("schedule: ").append(schedule).append('\n');
    out.append("start_date: 2026-01-01  # choose: no run is made for a time before it\n");
    out.append("catchup: false\n");
    if (!maxActiveRuns.isEmpty()) {
      out.append("max_active_runs: ").append(maxActiveRuns).append('\n');
    }
    if (paused) {
      out.append("is_paused_upon_creation: true\n");
    }
    out.append("dagrun_timeout: ")
        .append(runTimeout())
        .append("  # choose: a run that takes longer fails, and everything of it is removed\n");
    out.append("cleanup: {strategy: anchor}\n");
    out.append("tasks:\n");
    out.append("  ").append(scalar(taskId(dagId))).append(":\n");
    out.append(YamlWriter.block(task.build(), 4));
    return new ImportedSpec(
        dagId,
        dagId + ".dag.yaml",
        out.toString(),
        Map.of(),
        remarks.stream().map(Remark::toString).toList());
  }

  /** A dot would be that of a task group; for {@code -driver} see {@link SparkApplications}. */
  private String taskId(String dagId) {
    String id = dagId.replace('.', '_');
    return task.get("spark") == null ? id : SparkApplications.withoutDriver(id);
  }

  /** A day, or what all tries take with an hour to spare. */
  private String runTimeout() {
    long hours = Math.floorDiv(longestTry * tries + HOUR - 1, HOUR) + 1;
    return Math.max(24, hours) + "h";
  }

  private String scalar(String text) {
    return YamlWriter.line(new Node.Scalar(at, "", Node.Kind.TEXT, text));
  }

  private record Remark(Location at, String text) {
    @Override
    public String toString() {
      return at + " " + text;
    }
  }

  private static void wrap(String comment, StringBuilder out) {
    String start = "# - ";
    StringBuilder line = new StringBuilder(start);
    for (String word : comment.split(" ", -1)) {
      if (line.length() > start.length() && line.length() + word.length() > WIDTH) {
        out.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append("#   ");
      }
      line.append(word).append(' ');
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
