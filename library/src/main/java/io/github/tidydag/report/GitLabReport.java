package io.github.tidydag.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Fingerprint;
import io.github.tidydag.text.JsonText;
import java.util.List;

/** GitLab's code quality report. */
final class GitLabReport implements Report {
  @Override
  public String of(Checked checked) {
    ArrayNode issues = JsonNodeFactory.instance.arrayNode();
    List<String> prints = Fingerprint.ofAll(checked.findings());
    for (int i = 0; i < prints.size(); i++) {
      Finding finding = checked.findings().get(i);
      ObjectNode issue = issues.addObject();
      issue.put("description", FindingText.message(finding));
      issue.put("check_name", FindingText.rule(finding));
      issue.put("fingerprint", prints.get(i));
      issue.put(
          "severity",
          switch (finding.severity()) {
            case ERROR -> "critical";
            case WARNING -> "major";
            case INFO -> "info";
          });
      ObjectNode location = issue.putObject("location");
      location.put("path", Paths.plain(finding.at().file()));
      ObjectNode lines = location.putObject("lines");
      lines.put("begin", finding.at().line());
      lines.put("end", Math.max(finding.at().line(), finding.at().endLine()));
    }
    return JsonText.of(issues);
  }
}
