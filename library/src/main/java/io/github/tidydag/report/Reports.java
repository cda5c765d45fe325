package io.github.tidydag.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reports, by the names that a command line has for them. */
public final class Reports {
  private static final Map<String, Report> ALL =
      Map.of(
          "text", new TextReport(false),
          "json", new JsonReport(),
          "sarif", new SarifReport(),
          "junit", new JUnitReport(),
          "github", new GitHubReport(),
          "gitlab", new GitLabReport(),
          "checkstyle", new CheckstyleReport(),
          "csv", new CsvReport(),
          "markdown", new MarkdownReport());

  private Reports() {}

  /** The report of that name; empty if there is none. */
  public static Optional<Report> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Text for a terminal that shows colours. */
  public static Report coloredText() {
    return new TextReport(true);
  }

  /** The names, sorted. */
  public static List<String> names() {
    return List.copyOf(new TreeMap<>(ALL).keySet());
  }
}
