package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Fingerprint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table for spreadsheets (RFC 4180). No cell is a formula: an apostrophe goes before it. */
final class CsvReport implements Report {
  private static final String FORMULA = "=+-@\t\r";

  @Override
  public String of(Checked checked) {
    StringBuilder out = new StringBuilder();
    row(
        out,
        "file",
        "line",
        "column",
        "severity",
        "rule",
        "name",
        "object",
        "path",
        "written",
        "message",
        "fingerprint");
    List<String> prints = Fingerprint.ofAll(checked.findings());
    for (int i = 0; i < prints.size(); i++) {
      Finding finding = checked.findings().get(i);
      row(
          out,
          Paths.plain(finding.at().file()),
          Integer.toString(finding.at().line()),
          Integer.toString(finding.at().column()),
          finding.severity().word(),
          finding.rule().id(),
          finding.rule().name(),
          finding.object(),
          finding.path(),
          FindingText.written(finding),
          FindingText.bare(finding),
          prints.get(i));
    }
    return out.toString();
  }

  static void row(StringBuilder out, String... cells) {
    out.append(Stream.of(cells).map(CsvReport::cell).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quotes = formula || safe.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return quotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
