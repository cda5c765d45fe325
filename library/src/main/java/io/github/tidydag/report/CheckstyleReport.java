package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;

/** Checkstyle's XML, which many tools read. */
final class CheckstyleReport implements Report {
  @Override
  public String of(Checked checked) {
    StringBuilder out = new StringBuilder(Xml.START).append("<checkstyle version=\"4.3\">\n");
    String file = "";
    for (Finding finding : checked.findings()) {
      if (!finding.at().file().equals(file)) {
        out.append(file.isEmpty() ? "" : "  </file>\n");
        file = finding.at().file();
        out.append("  <file").append(Xml.attribute("name", Paths.plain(file))).append(">\n");
      }
      out.append("    <error")
          .append(Xml.attribute("line", finding.at().line()))
          .append(Xml.attribute("column", finding.at().column()))
          .append(Xml.attribute("severity", finding.severity().word()))
          .append(Xml.attribute("message", FindingText.message(finding)))
          .append(Xml.attribute("source", "tidydag." + finding.rule().id()))
          .append("/>\n");
    }
    return out.append(file.isEmpty() ? "" : "  </file>\n").append("</checkstyle>\n").toString();
  }
}
