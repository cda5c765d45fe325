package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.app.PlanReport.Format;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

final class PlanReportTest {
  private static final Path CASES = Path.of("src/test/resources/janitor");

  @TempDir private Path folder;

  private static CleanupPlan plan(Path dump) {
    return PlanCleanup.plan(
        new PlanCleanup.Request(
            PlanOptions.of(Policy.STANDARD).withNoClientMode(true),
            Optional.of(dump),
            true,
            true,
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-11-28T00:00:00Z")),
        line -> {});
  }

  private static String report(String name, Format format) {
    return PlanReport.of(plan(CASES.resolve(name + "/dump.yaml")), format, "1");
  }

  @Test
  void garbage_fails_cases_of_junit() throws Exception {
    String xml = report("kept-by-others", Format.JUNIT);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    CleanupPlan plan = plan(CASES.resolve("kept-by-others/dump.yaml"));
    assertThat(document.getElementsByTagName("testcase").getLength())
        .isEqualTo(plan.judgements().size());
    assertThat(document.getElementsByTagName("failure").getLength())
        .isEqualTo(plan.judgements().stream().filter(j -> j.verdict().isGarbage()).count());
    assertThat(document.getDocumentElement().getAttribute("failures"))
        .isEqualTo(String.valueOf(document.getElementsByTagName("failure").getLength()));
  }

  @Test
  void prometheus_gets_gauges() {
    assertThat(report("halted", Format.PROMETHEUS))
        .contains(
            "# TYPE tidydag_janitor_objects gauge\n",
            "tidydag_janitor_objects{namespace=\"data-jobs\",kind=\"ConfigMap\",verdict=\"RETAINED\"} 3\n",
            "tidydag_janitor_deletions{namespace=\"data-jobs\"} 1\n",
            "tidydag_janitor_unread 0\n",
            "tidydag_janitor_time_seconds 1795824000\n");
  }

  @Test
  void a_page_shows_owners_charts_and_evidence_and_loads_nothing() {
    String page = report("halted", Format.HTML);
    assertThat(page)
        .contains("default-src 'none'", "<td>1 to 6 days</td><td class=\"n\">8</td>")
        .contains(">SparkApplication</text>", ">1, garbage 1</text>", "halted, with 7 more")
        .contains("Pod real-7d4deaa201912242-exec-3 is Running, but its driver has ended")
        .doesNotContain("://", "src=", "@import");
    assertThat(report("running", Format.HTML)).contains("IN_USE").contains("0</span> shown");
  }

  @Test
  void names_from_a_cluster_are_no_html() throws IOException {
    Path dump =
        Files.writeString(
            folder.resolve("dump.yaml"),
            """
            apiVersion: sparkoperator.k8s.io/v1beta2
            kind: SparkApplication
            metadata: {name: "<img src=x onerror=alert(1)>", namespace: "\\"><b>", uid: a}
            status: {applicationState: {state: COMPLETED}, terminationTime: "2026-01-01T01:00:00Z"}
            """);
    assertThat(PlanReport.of(plan(dump), Format.HTML, "1"))
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<img", "<b>");
  }
}
