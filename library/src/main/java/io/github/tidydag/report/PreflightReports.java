package io.github.tidydag.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.preflight.Check;
import io.github.tidydag.preflight.CheckKind;
import io.github.tidydag.preflight.Checklist;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.text.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checklists as the reports of the linter are called. Those that know nothing but findings show
 * what failed as an error and what is unknown as a remark.
 */
public final class PreflightReports {
  private static final int FORMAT = 1;

  private PreflightReports() {}

  /**
   * The report of that name; empty if there is none.
   *
   * @param name as in {@link Reports#names()}
   * @param version tidydag's own
   */
  public static Optional<String> of(String name, List<Checklist> checklists, String version) {
    return switch (name) {
      case "text" -> Optional.of(PreflightText.of(checklists));
      case "json" -> Optional.of(json(checklists, version));
      case "csv" -> Optional.of(csv(checklists));
      case "markdown" -> Optional.of(markdown(checklists));
      case "junit" -> Optional.of(junit(checklists));
      default -> Reports.of(name).map(report -> report.of(checked(checklists, version)));
    };
  }

  private static String json(List<Checklist> checklists, String version) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT).put("tidydag", version);
    ObjectNode summary = root.putObject("summary");
    for (Status status : Status.values()) {
      summary.put(status.word(), checklists.stream().mapToLong(c -> c.count(status)).sum());
    }
    ArrayNode lists = root.putArray("checklists");
    for (Checklist checklist : checklists) {
      ObjectNode list = lists.addObject();
      list.put("spec", Paths.plain(checklist.spec())).put("dag", checklist.dag());
      list.put("cluster", checklist.cluster()).put("reached", checklist.isReached());
      ArrayNode checks = list.putArray("checks");
      for (Check check : checklist.checks()) {
        ObjectNode one = checks.addObject();
        one.put("id", check.kind().id()).put("name", check.kind().word());
        one.put("point", check.kind().point().number());
        one.put("status", check.status().word());
        one.put("file", Paths.plain(check.at().file()));
        one.put("line", check.at().line()).put("column", check.at().column());
        ArrayNode tasks = one.putArray("tasks");
        check.tasks().forEach(tasks::add);
        one.put("subject", check.subject()).put("message", check.message());
        one.put("todo", check.todo());
      }
    }
    return JsonText.of(root);
  }

  private static String csv(List<Checklist> checklists) {
    StringBuilder out = new StringBuilder();
    CsvReport.row(
        out, "dag", "cluster", "point", "check", "name", "status", "file", "line", "tasks",
        "subject", "message", "todo");
    for (Checklist checklist : checklists) {
      for (Check check : checklist.checks()) {
        CsvReport.row(
            out,
            checklist.dag(),
            checklist.cluster(),
            String.valueOf(check.kind().point().number()),
            check.kind().id(),
            check.kind().word(),
            check.status().word(),
            Paths.plain(check.at().file()),
            String.valueOf(check.at().line()),
            String.join(" ", check.tasks()),
            check.subject(),
            check.message(),
            check.todo());
      }
    }
    return out.toString();
  }

  private static String markdown(List<Checklist> checklists) {
    StringBuilder out = new StringBuilder();
    for (Checklist checklist : checklists) {
      out.append("### ")
          .append(Markdown.escaped(checklist.dag()))
          .append(" in ")
          .append(Markdown.escaped(checklist.cluster()))
          .append("\n\n| | check | what was found | what to do |\n|---|---|---|---|\n");
      for (Check check : checklist.checks()) {
        out.append("| ")
            .append(check.status().word())
            .append(" | ")
            .append(check.kind().id())
            .append(' ')
            .append(check.kind().word())
            .append(" | ")
            .append(Markdown.escaped(PreflightText.message(check)))
            .append(" | ")
            .append(Markdown.escaped(check.todo()))
            .append(" |\n");
      }
      out.append('\n');
    }
    return out.append(PreflightText.summary(checklists)).append('\n').toString();
  }

  /** What is unknown is skipped: nothing has shown that it is wrong. */
  private static String junit(List<Checklist> checklists) {
    StringBuilder suites = new StringBuilder();
    long all = 0;
    long failed = 0;
    for (Checklist checklist : checklists) {
      String name = checklist.dag() + " in " + checklist.cluster();
      all += checklist.checks().size();
      failed += checklist.count(Status.FAILED);
      suites
          .append("  <testsuite")
          .append(Xml.attribute("name", name))
          .append(Xml.attribute("tests", checklist.checks().size()))
          .append(Xml.attribute("failures", checklist.count(Status.FAILED)))
          .append(Xml.attribute("errors", 0))
          .append(Xml.attribute("skipped", checklist.count(Status.UNKNOWN)))
          .append(">\n");
      checklist.checks().forEach(check -> testcase(checklist, check, suites));
      suites.append("  </testsuite>\n");
    }
    return Xml.START
        + "<testsuites"
        + Xml.attribute("name", "tidydag preflight")
        + Xml.attribute("tests", all)
        + Xml.attribute("failures", failed)
        + ">\n"
        + suites
        + "</testsuites>\n";
  }

  private static void testcase(Checklist checklist, Check check, StringBuilder out) {
    String what = check.subject().isEmpty() ? "" : " " + check.subject();
    out.append("    <testcase")
        .append(Xml.attribute("name", check.kind().id() + " " + check.kind().word() + what))
        .append(Xml.attribute("classname", checklist.dag()));
    String message = Xml.attribute("message", check.message() + "; " + check.todo());
    switch (check.status()) {
      case OK -> out.append("/>\n");
      case FAILED ->
          out.append(">\n      <failure")
              .append(Xml.attribute("type", check.kind().id()))
              .append(message)
              .append(">")
              .append(Xml.escaped(check.at() + " " + String.join(", ", check.tasks())))
              .append("</failure>\n    </testcase>\n");
      case UNKNOWN ->
          out.append(">\n      <skipped").append(message).append("/>\n    </testcase>\n");
    }
  }

  private static Checked checked(List<Checklist> checklists, String version) {
    List<Finding> findings = new ArrayList<>();
    Set<String> files = checklists.stream().map(Checklist::spec).collect(Collectors.toSet());
    for (Checklist checklist : checklists) {
      for (Check check : checklist.checks()) {
        if (check.status() != Status.OK) {
          findings.add(finding(checklist, check));
        }
      }
    }
    return new Checked(
        findings.stream().sorted().toList(),
        Stream.of(CheckKind.values()).map(PreflightReports::rule).toList(),
        Map.of(),
        files,
        checklists.size(),
        0,
        0,
        version);
  }

  private static RuleInfo rule(CheckKind kind) {
    return new RuleInfo(
        kind.id(),
        kind.word(),
        Severity.ERROR,
        kind.title(),
        kind.title() + ": point " + kind.point().number() + " of the checklist.\n",
        "See docs/preflight.md.",
        Set.of());
  }

  private static Finding finding(Checklist checklist, Check check) {
    return new Finding(
        rule(check.kind()),
        check.status() == Status.FAILED ? Severity.ERROR : Severity.INFO,
        check.at(),
        check.subject(),
        check.message() + "; " + check.todo(),
        "",
        "DAG/" + checklist.dag(),
        Optional.empty());
  }
}
