package io.github.tidydag.report;

import io.github.tidydag.preflight.Check;
import io.github.tidydag.preflight.Checklist;
import io.github.tidydag.preflight.Point;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.source.Text;
import java.util.List;

/** A checklist for people: its points in order, and below what is not ok what to do. */
public final class PreflightText {
  private static final int LONGEST = 2000;
  private static final int MOST_TASKS = 5;

  private PreflightText() {}

  /** All of them, with a summary. */
  public static String of(List<Checklist> checklists) {
    StringBuilder out = new StringBuilder();
    checklists.forEach(checklist -> checklist(checklist, out));
    return out.append(summary(checklists)).append('\n').toString();
  }

  /** {@code 12 ok, 1 failed, 2 unknown}. */
  public static String summary(List<Checklist> checklists) {
    StringBuilder out = new StringBuilder();
    for (Status status : Status.values()) {
      long count = checklists.stream().mapToLong(c -> c.count(status)).sum();
      out.append(out.isEmpty() ? "" : ", ").append(count).append(' ').append(status.word());
    }
    return out.toString();
  }

  private static void checklist(Checklist checklist, StringBuilder out) {
    out.append(checklist.dag())
        .append(" (")
        .append(Text.shorten(checklist.spec(), LONGEST))
        .append(") in ")
        .append(Text.shorten(checklist.cluster(), LONGEST))
        .append('\n');
    for (Point point : Point.values()) {
      List<Check> checks =
          checklist.checks().stream().filter(c -> c.kind().point() == point).toList();
      if (!checks.isEmpty()) {
        out.append(point.number()).append(' ').append(point.title()).append('\n');
        checks.forEach(check -> check(check, out));
      }
    }
    out.append('\n');
  }

  private static void check(Check check, StringBuilder out) {
    boolean isOk = check.status() == Status.OK;
    String word = check.status() == Status.FAILED ? "FAILED" : check.status().word();
    out.append("  %-8s%s %s\n".formatted(word, check.kind().id(), message(check)));
    if (!isOk) {
      out.append("          ").append(check.at()).append(tasks(check)).append('\n');
      out.append("          -> ").append(Text.shorten(check.todo(), LONGEST)).append('\n');
    }
  }

  /** What was looked at and found, on one line. */
  static String message(Check check) {
    String subject = Text.shorten(check.subject(), LONGEST);
    return (subject.isEmpty() ? "" : subject + ": ") + Text.shorten(check.message(), LONGEST);
  }

  private static String tasks(Check check) {
    List<String> tasks = check.tasks();
    if (tasks.isEmpty()) {
      return "";
    }
    String first = String.join(", ", tasks.subList(0, Math.min(MOST_TASKS, tasks.size())));
    return " "
        + first
        + (tasks.size() > MOST_TASKS ? " and " + (tasks.size() - MOST_TASKS) + " more" : "");
  }
}
