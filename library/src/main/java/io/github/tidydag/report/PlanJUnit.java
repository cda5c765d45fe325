package io.github.tidydag.report;

import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Judgement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A cleanup plan as JUnit's XML: a suite a namespace, a failed case what is garbage. */
public final class PlanJUnit {
  private PlanJUnit() {}

  /** The document. */
  public static String of(CleanupPlan plan) {
    Map<String, List<Judgement>> byNamespace =
        plan.judgements().stream()
            .collect(
                Collectors.groupingBy(
                    j -> j.resource().namespace(), TreeMap::new, Collectors.toList()));
    StringBuilder out = new StringBuilder(Xml.START);
    out.append("<testsuites")
        .append(Xml.attribute("name", "tidydag janitor"))
        .append(Xml.attribute("tests", plan.judgements().size()))
        .append(Xml.attribute("failures", failures(plan.judgements())))
        .append(">\n");
    byNamespace.forEach((namespace, judgements) -> suite(namespace, judgements, out));
    return out.append("</testsuites>\n").toString();
  }

  private static void suite(String namespace, List<Judgement> judgements, StringBuilder out) {
    out.append("  <testsuite")
        .append(Xml.attribute("name", namespace))
        .append(Xml.attribute("tests", judgements.size()))
        .append(Xml.attribute("failures", failures(judgements)))
        .append(Xml.attribute("errors", 0))
        .append(Xml.attribute("skipped", 0))
        .append(">\n");
    for (Judgement one : judgements) {
      out.append("    <testcase")
          .append(Xml.attribute("name", one.resource().kindName() + "/" + one.resource().name()))
          .append(Xml.attribute("classname", namespace + "." + one.application()));
      if (one.verdict().isGarbage()) {
        out.append(">\n      <failure")
            .append(Xml.attribute("type", one.verdict()))
            .append(Xml.attribute("message", String.join("; ", one.evidence())))
            .append("/>\n    </testcase>\n");
      } else {
        out.append("/>\n");
      }
    }
    out.append("  </testsuite>\n");
  }

  private static long failures(List<Judgement> judgements) {
    return judgements.stream().filter(j -> j.verdict().isGarbage()).count();
  }
}
