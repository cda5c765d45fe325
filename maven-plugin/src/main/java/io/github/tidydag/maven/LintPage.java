package io.github.tidydag.maven;

import io.github.tidydag.app.LintProject;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.report.FindingText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.reporting.AbstractMavenReportRenderer;

/** Findings as a page of a site: how many of each rule, and then each with its place. */
final class LintPage extends AbstractMavenReportRenderer {
  private final String title;
  private final List<Module> modules;

  /** What was found in a module. */
  record Module(String name, LintProject.Result result) {}

  LintPage(Sink sink, String title, List<Module> modules) {
    super(sink);
    this.title = title;
    this.modules = modules;
  }

  @Override
  public String getTitle() {
    return title;
  }

  @Override
  protected void renderBody() {
    startSection(title);
    paragraph("What SparkApplications, pod templates and Jobs do wrong, and where.");
    rules();
    for (Module module : modules) {
      startSection(module.name());
      paragraph(module.result().checked("").summary());
      findings(module.result().findings());
      module.result().unreadable().forEach(this::paragraph);
      endSection();
    }
    endSection();
  }

  private void rules() {
    Map<String, List<Finding>> byRule =
        modules.stream()
            .flatMap(module -> module.result().findings().stream())
            .collect(
                Collectors.groupingBy(
                    finding -> finding.rule().id(), TreeMap::new, Collectors.toList()));
    if (byRule.isEmpty()) {
      return;
    }
    startTable();
    tableHeader(new String[] {"Rule", "Severity", "Findings", "What it is about"});
    byRule.forEach(
        (id, findings) ->
            tableRow(
                new String[] {
                  id,
                  findings.get(0).severity().word(),
                  String.valueOf(findings.size()),
                  findings.get(0).rule().summary()
                }));
    endTable();
  }

  private void findings(List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    startTable();
    tableHeader(new String[] {"Place", "Severity", "Rule", "What is wrong"});
    for (Finding finding : findings) {
      tableRow(
          new String[] {
            finding.at().toString(),
            finding.severity().word(),
            finding.rule().id(),
            FindingText.message(finding)
          });
    }
    endTable();
  }
}
