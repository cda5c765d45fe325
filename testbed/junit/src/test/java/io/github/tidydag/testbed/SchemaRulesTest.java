package io.github.tidydag.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.Settings;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.rules.schema.SchemaRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the schema rules call errors is what a real API server refuses, over manifests with one
 * mistake each. The server has the definitions of Kubeflow's operator 2.5.2, and is asked for
 * strict validation, as {@code kubectl --validate=strict} does: without it, it drops unknown keys.
 */
@ExtendWith(TestCluster.class)
class SchemaRulesTest {
  private static final Path FOLDER = Path.of("src/test/resources/mutations");
  private static final String DRY = "?dryRun=All&fieldValidation=Strict";
  private static final String KUBEFLOW = "/apis/sparkoperator.k8s.io/v1beta2/namespaces/default/";

  private final KubernetesClient client;
  private final Linter linter = new Linter(SchemaRules.all(), Settings.DEFAULT);
  private final ObjectMapper json = new ObjectMapper();

  SchemaRulesTest(KubernetesClient client) {
    this.client = client;
  }

  @ParameterizedTest
  @CsvSource({
    "minimal, sparkapplications, 1, 150",
    "scheduled, scheduledsparkapplications, 3, 150",
    "application, sparkapplications, 5, 700"
  })
  void errorsAreWhatTheServerRefuses(String name, String resource, int every, int refused)
      throws IOException {
    Map<String, Object> manifest = read(name);
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (Mutations.Mutation mutation : Mutations.of(manifest, List.of(), every)) {
      String text = json.writeValueAsString(mutation.manifest());
      Optional<String> refusal = refusal(KUBEFLOW + resource, text);
      count += refusal.isPresent() ? 1 : 0;
      compare(mutation, refusal, errors(text, false), differences);
    }
    assertThat(refusal(KUBEFLOW + resource, json.writeValueAsString(manifest))).isEmpty();
    assertThat(differences).isEmpty();
    assertThat(count).isGreaterThan(refused);
  }

  /** The definition leaves templates unchecked; the server checks a pod made of one. */
  @ParameterizedTest
  @CsvSource({"5"})
  void errorsInTemplatesAreWhatTheServerRefusesOfPods(int every) throws IOException {
    Map<String, Object> manifest = read("template");
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (Mutations.Mutation mutation :
        Mutations.of(manifest, List.of("spec", "driver", "template"), every)) {
      Optional<String> refusal =
          refusal(
              "/api/v1/namespaces/default/pods",
              json.writeValueAsString(PodOf.template(mutation.manifest())));
      if (refusal.filter(SchemaRulesTest::isAboutOthers).isEmpty()) {
        count += refusal.isPresent() ? 1 : 0;
        String text = json.writeValueAsString(mutation.manifest());
        compare(mutation, refusal, errors(text, true), differences);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(count).isGreaterThan(400);
  }

  /**
   * What depends on other objects, or on what Spark and the operator bring: service accounts,
   * priority classes, and volumes that the application has outside of the template.
   */
  private static boolean isAboutOthers(String refusal) {
    return refusal.startsWith("403") || refusal.contains("].name: Not found");
  }

  private static void compare(
      Mutations.Mutation mutation,
      Optional<String> refusal,
      List<Finding> errors,
      List<String> differences) {
    if (refusal.isPresent() == errors.isEmpty()) {
      differences.add(
          "%s: the server says %s, and the rules %s"
              .formatted(mutation.change(), refusal.orElse("nothing"), errors));
    }
  }

  private List<Finding> errors(String text, boolean ofTemplates) {
    return linter.lint(new SourceText("mutation", text)).stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .filter(finding -> finding.rule().id().startsWith("SPK12") == ofTemplates)
        .toList();
  }

  /** Code and message of the server's refusal; empty if it takes the object. */
  private Optional<String> refusal(String path, String body) {
    try {
      client.raw(path + DRY, "POST", body);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isIn(400, 403, 404, 422);
      return Optional.of(e.getCode() + " " + e.getMessage());
    }
  }

  private static Map<String, Object> read(String name) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(Files.readString(FOLDER.resolve(name + ".yaml")));
  }
}
