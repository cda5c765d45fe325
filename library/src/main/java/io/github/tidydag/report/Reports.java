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

  /** What files of them end in, where that is not their name. */
  private static final Map<String, String> ENDINGS =
      Map.of(
          "text", ".txt",
          "junit", "-junit.xml",
          "github", "-github.txt",
          "gitlab", "-gitlab.json",
          "checkstyle", "-checkstyle.xml",
          "markdown", ".md");

  private Reports() {}

  /** The report of that name; empty if there is none. */
  public static Optional<Report> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** A name for a file of that report, such as {@code lint-junit.xml}. */
  public static String fileName(String name) {
    return "lint" + ENDINGS.getOrDefault(name, "." + name);
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
