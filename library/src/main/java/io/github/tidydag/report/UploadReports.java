package io.github.tidydag.report;

import io.github.tidydag.janitor.Verdict;
import io.github.tidydag.uploads.ClearedStore;
import io.github.tidydag.uploads.JudgedFolder;
import io.github.tidydag.uploads.UploadReport;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which folders submissions left in stores, what of them may go, and what has gone. */
public final class UploadReports {
  private static final int MOST_LINES = 20;
  private static final String DELETED = "DELETED";

  private UploadReports() {}

  /** For people: some of the folders of each verdict, and a line for each store. */
  public static String text(UploadReport report) {
    return problems(report).stream().map(line -> line + "\n").collect(Collectors.joining())
        + report.stores().stream().map(UploadReports::text).collect(Collectors.joining());
  }

  /** What could not be read or deleted, a line for each. */
  public static List<String> problems(UploadReport report) {
    return Stream.concat(
            report.gaps().stream()
                .map(
                    gap ->
                        "not read: %s in %s: %s"
                            .formatted(
                                gap.kind(),
                                gap.namespace().isEmpty() ? "all namespaces" : gap.namespace(),
                                gap.reason())),
            report.stores().stream()
                .flatMap(store -> store.failures().stream().map(why -> store.path() + ": " + why)))
        .toList();
  }

  private static String text(ClearedStore store) {
    StringBuilder lines = new StringBuilder();
    StringBuilder counts = new StringBuilder();
    for (Verdict verdict : Verdict.values()) {
      List<JudgedFolder> folders =
          store.folders().stream().filter(f -> f.verdict() == verdict).toList();
      for (JudgedFolder one : folders.subList(0, Math.min(MOST_LINES, folders.size()))) {
        lines.append(
            "%-9s %s %s\n".formatted(state(store, one), one.folder().name(), one.evidence()));
      }
      if (folders.size() > MOST_LINES) {
        lines.append(
            "%-9s %d more; --format csv has all\n".formatted("", folders.size() - MOST_LINES));
      }
      if (!folders.isEmpty()) {
        counts.append(", ").append(folders.size()).append(' ').append(verdict);
      }
    }
    return lines
        .append(store.path())
        .append(": ")
        .append(store.folders().size())
        .append(" folders")
        .append(counts)
        .append(store.deleted().isEmpty() ? "" : "; deleted " + store.deleted().size())
        .append('\n')
        .toString();
  }

  /** For spreadsheets: a row for each folder. */
  public static String csv(UploadReport report) {
    StringBuilder out = new StringBuilder();
    CsvReport.row(out, "path", "folder", "written", "verdict", "evidence");
    for (ClearedStore store : report.stores()) {
      for (JudgedFolder one : store.folders()) {
        CsvReport.row(
            out,
            store.path(),
            one.folder().name(),
            one.folder().written().map(Instant::toString).orElse(""),
            state(store, one),
            one.evidence());
      }
    }
    return out.toString();
  }

  private static String state(ClearedStore store, JudgedFolder one) {
    return store.deleted().contains(one.folder().name()) ? DELETED : one.verdict().name();
  }
}
