package io.github.tidydag.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Fingerprint;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.TextEdit;
import io.github.tidydag.source.Location;
import io.github.tidydag.text.JsonText;
import java.util.List;

/** For programs: everything there is to say. Lines and columns count from 1, ends are after. */
final class JsonReport implements Report {
  private static final int FORMAT = 1;

  @Override
  public String of(Checked checked) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("tidydag", checked.version());
    ObjectNode summary = root.putObject("summary");
    summary.put("files", checked.files().size());
    summary.put("objects", checked.objects());
    for (Severity severity : Severity.values()) {
      summary.put(severity.word(), checked.count(severity));
    }
    summary.put("suppressed", checked.suppressed());
    summary.put("baselined", checked.baselined());
    ArrayNode findings = root.putArray("findings");
    List<String> prints = Fingerprint.ofAll(checked.findings());
    for (int i = 0; i < prints.size(); i++) {
      Finding finding = checked.findings().get(i);
      ObjectNode node = findings.addObject();
      node.put("rule", finding.rule().id());
      node.put("name", finding.rule().name());
      node.put("severity", finding.severity().word());
      node.put("file", Paths.plain(finding.at().file()));
      place(finding.at(), node);
      node.put("object", finding.object());
      node.put("path", finding.path());
      node.put("written", FindingText.written(finding));
      node.put("message", FindingText.bare(finding));
      node.put("fingerprint", prints.get(i));
      finding.fix().ifPresent(fix -> fix(fix, node.putObject("fix")));
    }
    return JsonText.of(root);
  }

  private static void fix(Fix fix, ObjectNode node) {
    node.put("title", fix.title());
    node.put("safe", fix.safe());
    ArrayNode edits = node.putArray("edits");
    for (TextEdit edit : fix.edits()) {
      ObjectNode one = edits.addObject();
      place(edit.at(), one);
      one.put("text", edit.text());
    }
  }

  private static void place(Location at, ObjectNode node) {
    node.put("line", at.line());
    node.put("column", at.column());
    node.put("endLine", at.endLine());
    node.put("endColumn", at.endColumn());
  }
}
