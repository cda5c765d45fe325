package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JUnit's XML: a suite a file, a failed case an error or a warning; a remark fails nothing. */
final class JUnitReport implements Report {
  @Override
  public String of(Checked checked) {
    Map<String, List<Finding>> byFile = new TreeMap<>();
    checked.files().forEach(file -> byFile.put(file, new ArrayList<>()));
    for (Finding finding : checked.findings()) {
      byFile.computeIfAbsent(finding.at().file(), file -> new ArrayList<>()).add(finding);
    }
    StringBuilder suites = new StringBuilder();
    int cases = 0;
    for (Map.Entry<String, List<Finding>> entry : byFile.entrySet()) {
      cases += Math.max(1, entry.getValue().size());
      suite(Paths.plain(entry.getKey()), entry.getValue(), suites);
    }
    return Xml.START
        + "<testsuites"
        + Xml.attribute("name", "tidydag")
        + Xml.attribute("tests", cases)
        + Xml.attribute("failures", failures(checked.findings()))
        + ">\n"
        + suites
        + "</testsuites>\n";
  }

  private static void suite(String file, List<Finding> findings, StringBuilder out) {
    out.append("  <testsuite")
        .append(Xml.attribute("name", file))
        .append(Xml.attribute("tests", Math.max(1, findings.size())))
        .append(Xml.attribute("failures", failures(findings)))
        .append(Xml.attribute("errors", 0))
        .append(Xml.attribute("skipped", 0))
        .append(">\n");
    if (findings.isEmpty()) {
      out.append("    <testcase")
          .append(Xml.attribute("name", "nothing found"))
          .append(Xml.attribute("classname", file))
          .append("/>\n");
    }
    for (Finding finding : findings) {
      String place = file + ":" + finding.at().line() + ":" + finding.at().column();
      out.append("    <testcase")
          .append(Xml.attribute("name", FindingText.rule(finding) + " " + place))
          .append(Xml.attribute("classname", file))
          .append(">\n");
      if (fails(finding)) {
        out.append("      <failure")
            .append(Xml.attribute("type", finding.severity().word()))
            .append(Xml.attribute("message", FindingText.message(finding)))
            .append(">")
            .append(Xml.escaped(place + " " + finding.object() + " " + finding.path()))
            .append("</failure>\n");
      } else {
        out.append("      <system-out>")
            .append(Xml.escaped(place + " " + FindingText.message(finding)))
            .append("</system-out>\n");
      }
      out.append("    </testcase>\n");
    }
    out.append("  </testsuite>\n");
  }

  private static boolean fails(Finding finding) {
    return finding.severity() != Severity.INFO;
  }

  private static long failures(List<Finding> findings) {
    return findings.stream().filter(JUnitReport::fails).count();
  }
}
