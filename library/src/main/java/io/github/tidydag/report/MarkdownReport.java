package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;

/** A table a file, for comments on merge requests and job summaries. */
final class MarkdownReport implements Report {
  @Override
  public String of(Checked checked) {
    StringBuilder out = new StringBuilder();
    String file = "";
    for (Finding finding : checked.findings()) {
      if (!finding.at().file().equals(file)) {
        out.append(file.isEmpty() ? "" : "\n");
        file = finding.at().file();
        out.append("### ")
            .append(Markdown.escaped(Paths.plain(file)))
            .append("\n\n| line | severity | rule | what is wrong |\n|---:|---|---|---|\n");
      }
      out.append("| ")
          .append(finding.at().line())
          .append(" | ")
          .append(finding.severity().word())
          .append(" | ")
          .append(FindingText.rule(finding))
          .append(" | ")
          .append(Markdown.escaped(FindingText.message(finding)))
          .append(" |\n");
    }
    out.append(file.isEmpty() ? "" : "\n");
    return out.append(checked.summary()).append('\n').toString();
  }
}
