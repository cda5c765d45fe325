package io.github.tidydag.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.cleanup.DagPlanner;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.ConfigReader;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.ProjectConfig;
import io.github.tidydag.spec.SpecReader;
import io.github.tidydag.spec.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what tidydag takes and makes. */
class DocumentationTest {
  private static final Tables TABLES = Tables.load();

  /** A specification or a configuration, which say their file's name in their first line. */
  private static final Pattern YAML =
      Pattern.compile("```yaml\n(# (\\S+\\.yaml)\n.*?)```", Pattern.DOTALL);

  private static final Pattern PYTHON =
      Pattern.compile("```python\n(RUN = .*?)```", Pattern.DOTALL);

  private static final Pattern MISTAKES =
      Pattern.compile("```\n(report\\.dag\\.yaml:.*?)3 errors, so", Pattern.DOTALL);

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("..").resolve(name));
  }

  private static String config() throws IOException {
    return YAML.matcher(page("docs/spec.md")).results().findFirst().orElseThrow().group(1);
  }

  private static String dag(String spec, String configuration) {
    Problems problems = new Problems();
    Optional<DagSpec> read = read("docs", spec, configuration, problems);
    Optional<String> file =
        read.map(s -> DagPlanner.plan(s, problems))
            .filter(plan -> !problems.hasErrors())
            .map(p -> new Renderer(Templates.of(Optional.empty()), TABLES).render(p).get(0).text());
    assertThat(problems.sorted()).isEmpty();
    return file.orElseThrow();
  }

  private static Optional<DagSpec> read(
      String name, String spec, String configuration, Problems problems) {
    ProjectConfig config =
        ConfigReader.read(".tidydag.yaml", configuration, Optional.empty(), TABLES, problems);
    return SpecReader.read(
        name,
        name,
        spec,
        TABLES,
        config,
        (path, besideConfig) -> {
          throw new NoSuchFileException(path);
        },
        problems);
  }

  static Stream<String> specs() throws IOException {
    return YAML.matcher(page("docs/spec.md")).results().skip(1).map(m -> m.group(1));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theReferencesSpecsAreGood(String spec) throws IOException {
    assertThat(dag(spec, config())).contains("with DAG(");
  }

  @Test
  void theReadmeShowsWhatComesOut() throws IOException {
    String readme = page("README.md");
    MatchResult spec = YAML.matcher(readme).results().findFirst().orElseThrow();
    MatchResult python = PYTHON.matcher(readme).results().findFirst().orElseThrow();
    assertThat(dag(spec.group(1), "namespace: data-jobs\n")).endsWith(python.group(1));
  }

  @Test
  void theReadmeShowsWhatABadSpecSays() throws IOException {
    Problems problems = new Problems();
    Optional<DagSpec> read =
        read(
            "report.dag.yaml",
            """
            spec_version: 1
            dag_id: report
            start_date: 2026-01-01
            schedule: {cron: "17 3 * * *", timezone: Asia/Seoul, data_interval: true}
            dagrun_timeout: 1h
            tasks:
              report:
                pod:
                  namespace: data-jobs
                  image: "busybox:1.36.1"
                  on_finish_action: delete_succeeded_pods
                  service_account_name: "{{ var.value.account }}"
                  automount_service_account_token: false
            """,
            "targets: [{airflow: 2.10.5, provider: 8.4.2}]\n",
            problems);
    read.ifPresent(spec -> DagPlanner.plan(spec, problems));
    String shown = MISTAKES.matcher(page("README.md")).results().findFirst().orElseThrow().group(1);
    assertThat(problems.sorted().stream().map(Problem::text).toList())
        .isEqualTo(shown.lines().toList());
  }
}
