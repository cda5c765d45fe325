package io.github.tidydag.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cleanup.DagPlanner;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.ConfigReader;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.ProjectConfig;
import io.github.tidydag.spec.SpecReader;
import io.github.tidydag.spec.Tables;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a DAG file says; that Airflow understands it, the tests in testbed/airflow show. */
class DagFileTest {
  private static final Tables TABLES = Tables.load();

  private static final String CONFIG =
      """
      targets: [{airflow: 2.10.5, provider: 8.4.2}, {airflow: 3.3.2, provider: 10.25.0}]
      namespace: jobs
      """;

  private static String dag(String rest) {
    Problems problems = new Problems();
    ProjectConfig config =
        ConfigReader.read(".tidydag.yaml", CONFIG, Optional.empty(), TABLES, problems);
    String text = "spec_version: 1\ndag_id: etl\nschedule: null\ndagrun_timeout: 30h30m\n" + rest;
    Optional<DagSpec> spec =
        SpecReader.read(
            "etl.dag.yaml",
            "etl.dag.yaml",
            text,
            TABLES,
            config,
            (path, besideConfig) -> "spec: {containers: [{name: base, image: \"i:1\"}]}",
            problems);
    assertThat(problems.hasErrors()).as(problems.sorted().toString()).isFalse();
    return new Renderer(Templates.of(Optional.empty()), TABLES)
        .render(DagPlanner.plan(spec.orElseThrow(), problems))
        .get(0)
        .text();
  }

  /** Tasks by name, with what they depend on and, if any, their trigger rule. */
  private static String tasks(String... tasks) {
    StringBuilder text = new StringBuilder("tasks:\n");
    for (String task : tasks) {
      String[] parts = task.split(" ", 2);
      text.append("  ").append(parts[0]).append(": {").append(parts.length > 1 ? parts[1] : "");
      text.append(parts.length > 1 ? ", " : "").append("pod: {image: \"i:1\"}}\n");
    }
    return text.toString();
  }

  private static String release(String dag) {
    return dag.lines().filter(l -> l.endsWith(">> release")).findFirst().orElseThrow().strip();
  }

  @Test
  void theReleaseWaitsForTheEndOfALine() {
    assertThat(release(dag(tasks("a", "b depends_on: [a]", "c depends_on: [b]"))))
        .isEqualTo("c >> release");
  }

  @Test
  void theReleaseWaitsForWhatMayRunWhenTheLeafHasFailedAlready() {
    assertThat(release(dag(tasks("a", "b", "c depends_on: [a, b]"))))
        .isEqualTo("[a, b, c] >> release");
  }

  @Test
  void notEvenAllDoneIsEnoughForABranchSkipsWhateverTheRule() {
    assertThat(release(dag(tasks("a", "b", "c depends_on: [a, b], trigger_rule: all_done"))))
        .isEqualTo("[a, b, c] >> release");
  }

  @Test
  void whatOrdersAGroupComesBeforeWhatWaitsForIt() {
    String groups = "groups: {g: {}}\n";
    String written =
        dag(groups + tasks("t depends_on: [g]", "a group: g", "b group: g, depends_on: [a]"));
    assertThat(written.indexOf("a >> b")).isBetween(1, written.indexOf("g >> t"));
  }

  @Test
  void theReleaseWaitsForEveryPartOfAMappedTask() {
    String mapped = "tasks:\n  a: {pod: {image: \"i:1\"}, expand: {arguments: [[x], [y]]}}\n";
    assertThat(release(dag(mapped + "  b: {depends_on: [a], pod: {image: \"i:1\"}}\n")))
        .isEqualTo("[a, b] >> release");
  }

  @Test
  void theReleaseWaitsForTheTasksOfAGroup() {
    String groups = "groups: {g: {}}\n";
    assertThat(release(dag(groups + tasks("a group: g", "b group: g", "c depends_on: [g]"))))
        .isEqualTo("[a, b, c] >> release");
    assertThat(
            release(
                dag(
                    groups
                        + tasks("a group: g", "b group: g, depends_on: [a]", "c depends_on: [g]"))))
        .isEqualTo("c >> release");
  }

  @Test
  void aResultThatIsReadIsWaitedFor() {
    String dag =
        dag(
            """
            tasks:
              a: {pod: {image: "i:1"}}
              b: {pod: {image: "i:1", do_xcom_push: true}}
              c: {depends_on: [a], pod: {image: "i:1"}, expand: {arguments: !output b}}
            """);
    assertThat(release(dag)).isEqualTo("[a, b, c] >> release");
    assertThat(dag).contains("    a >> c\n").doesNotContain("b >> c");
  }

  @Test
  void aResultThatAirflowDoesNotSeeIsWaitedForToo() {
    String dag =
        dag(
            """
            tasks:
              b: {pod: {image: "i:1", env_vars: [{name: A, value: !output a}], cmds: [!output seen]}}
              a: {pod: {image: "i:1", do_xcom_push: true}}
              seen: {pod: {image: "i:1", do_xcom_push: true}}
            """);
    assertThat(dag).contains("    a >> b\n").doesNotContain("seen >> b");
    assertThat(release(dag)).isEqualTo("[b, a, seen] >> release");
  }

  @Test
  void durationsReadAsPeopleSayThem() {
    assertThat(dag(tasks("a")))
        .contains("dagrun_timeout=timedelta(days=1, hours=6, minutes=30)")
        .contains("deadline=timedelta(days=1, hours=6, minutes=40)");
  }

  @Test
  void aFileBesideTheDagIsFoundFromTheDag() {
    assertThat(dag("tasks: {a: {pod: {pod_template_file: pods/small.yaml}}}"))
        .contains("str(Path(Path(__file__).parent, \"etl/small.yaml\"))");
  }

  @Test
  void urisOfOutletsAreAssets() {
    assertThat(dag("tasks: {a: {outlets: [\"s3://lake/a\"], pod: {image: \"i:1\"}}}"))
        .contains("outlets=[Asset(\"s3://lake/a\")]")
        .contains("    from airflow.datasets import Dataset as Asset  # Airflow before 3.0");
  }
}
