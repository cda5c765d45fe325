package io.github.tidydag.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Fingerprint;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.TextEdit;
import io.github.tidydag.source.Location;
import io.github.tidydag.text.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SARIF 2.1.0, for GitHub code scanning and editors. Columns are Unicode code points. */
final class SarifReport implements Report {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public String of(Checked checked) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", SCHEMA);
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "tidydag");
    driver.put("version", checked.version());
    Map<String, Integer> indexes = rules(checked, driver.putArray("rules"));
    run.putArray("invocations").addObject().put("executionSuccessful", true);
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode results = run.putArray("results");
    List<String> prints = Fingerprint.ofAll(checked.findings());
    for (int i = 0; i < prints.size(); i++) {
      result(checked.findings().get(i), prints.get(i), indexes, results.addObject());
    }
    return JsonText.of(root);
  }

  private static Map<String, Integer> rules(Checked checked, ArrayNode rules) {
    Map<String, Integer> indexes = new HashMap<>();
    for (RuleInfo rule : checked.rules()) {
      indexes.put(rule.id(), indexes.size());
      ObjectNode node = rules.addObject();
      node.put("id", rule.id());
      node.put("name", rule.name());
      node.putObject("shortDescription").put("text", Markdown.plain(rule.summary()));
      node.putObject("fullDescription").put("text", Markdown.plain(rule.why()));
      ObjectNode help = node.putObject("help");
      help.put("text", Markdown.plain(rule.why()) + "\n\n" + Markdown.plain(rule.remedy()));
      help.put("markdown", rule.why().strip() + "\n\n" + rule.remedy().strip());
      node.putObject("defaultConfiguration").put("level", level(rule.severity()));
    }
    return indexes;
  }

  private static void result(
      Finding finding, String print, Map<String, Integer> indexes, ObjectNode node) {
    node.put("ruleId", finding.rule().id());
    Integer index = indexes.get(finding.rule().id());
    if (index != null) {
      node.put("ruleIndex", index);
    }
    node.put("level", level(finding.severity()));
    node.putObject("message").put("text", FindingText.message(finding));
    ObjectNode location = node.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", Paths.uri(finding.at().file()));
    region(finding.at(), physical.putObject("region"));
    if (!finding.path().isEmpty()) {
      ObjectNode logical = location.putArray("logicalLocations").addObject();
      logical.put("fullyQualifiedName", finding.object() + ":" + finding.path());
      logical.put("kind", "member");
    }
    node.putObject("partialFingerprints").put("tidydag/v1", print);
    finding.fix().ifPresent(fix -> fix(finding, fix, node.putArray("fixes").addObject()));
  }

  private static void fix(Finding finding, Fix fix, ObjectNode node) {
    node.putObject("description")
        .put("text", fix.title() + (fix.safe() ? "" : " (it changes what the document does)"));
    ObjectNode change = node.putArray("artifactChanges").addObject();
    change.putObject("artifactLocation").put("uri", Paths.uri(finding.at().file()));
    ArrayNode replacements = change.putArray("replacements");
    for (TextEdit edit : fix.edits()) {
      ObjectNode replacement = replacements.addObject();
      region(edit.at(), replacement.putObject("deletedRegion"));
      replacement.putObject("insertedContent").put("text", edit.text());
    }
  }

  private static void region(Location at, ObjectNode node) {
    node.put("startLine", at.line());
    node.put("startColumn", at.column());
    node.put("endLine", at.endLine());
    node.put("endColumn", at.endColumn());
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }
}
