package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;
import io.github.tidydag.source.Location;

/** Commands that GitHub Actions makes annotations of. */
final class GitHubReport implements Report {
  @Override
  public String of(Checked checked) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : checked.findings()) {
      Location at = finding.at();
      String command =
          switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
          };
      out.append("::")
          .append(command)
          .append(" file=")
          .append(property(Paths.plain(at.file())))
          .append(",line=")
          .append(at.line())
          .append(",col=")
          .append(at.column());
      if (at.endLine() == at.line() && at.endColumn() > at.column()) {
        out.append(",endLine=").append(at.line()).append(",endColumn=").append(at.endColumn());
      }
      out.append(",title=")
          .append(property(FindingText.rule(finding)))
          .append("::")
          .append(data(FindingText.message(finding)))
          .append('\n');
    }
    return out.toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
