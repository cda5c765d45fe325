package io.github.tidydag.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Settings;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.lint.rules.schema.SchemaRules;
import io.github.tidydag.spark.CustomResources;
import io.github.tidydag.tables.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the schema rules call errors is what a real API server refuses, over manifests with one
 * mistake each. The server has the definitions of Kubeflow's operator 2.5.2 for applications, and
 * for other kinds what {@link Definitions} makes of the tables. It is asked for strict validation,
 * as {@code kubectl --validate=strict} does: without it, it drops unknown keys.
 */
@ExtendWith(TestCluster.class)
class SchemaRulesTest {
  private static final Path FOLDER = Path.of("src/test/resources/mutations");
  private static final String DRY = "?dryRun=All&fieldValidation=Strict";
  private static final String KUBEFLOW = "/apis/sparkoperator.k8s.io/v1beta2/namespaces/default/";

  /** Names that mutations write, and that may be those of objects. */
  private static final Set<String> NAMES = Set.of("text", "5");

  private final KubernetesClient client;
  private final Linter linter = new Linter(rules(), Settings.DEFAULT);
  private final ObjectMapper json = new ObjectMapper();

  SchemaRulesTest(KubernetesClient client) {
    this.client = client;
  }

  /** The schema rules, and that about cores, which speaks in their place. */
  private static List<Rule> rules() {
    KubernetesTypes kubernetes = KubernetesTypes.load();
    List<Rule> rules = new ArrayList<>(SchemaRules.all(() -> kubernetes));
    Rules.builtIn().stream().filter(rule -> rule.info().id().equals("SPK042")).forEach(rules::add);
    return rules;
  }

  @ParameterizedTest
  @CsvSource({
    "minimal, sparkapplications, 1, 150",
    "scheduled, scheduledsparkapplications, 3, 150",
    "application, sparkapplications, 5, 700"
  })
  void errorsAreWhatTheServerRefuses(String name, String resource, int every, int refused)
      throws IOException {
    compare(name, KUBEFLOW + resource, every, refused);
  }

  @ParameterizedTest
  @CsvSource({"connect, SparkConnect, 1, 150"})
  void errorsAreWhatTheServerRefusesOfKubeflow(String name, String kind, int every, int refused)
      throws IOException {
    CustomResources kubeflow = CustomResources.kubeflow(KubernetesTypes.load());
    compare(name, resource(kubeflow, kind, Settings.DEFAULT.kubeflow()), every, refused);
  }

  @ParameterizedTest
  @CsvSource({
    "apache-application, SparkApplication, 3, 300",
    "apache-cluster, SparkCluster, 3, 300"
  })
  void errorsAreWhatTheServerRefusesOfApache(String name, String kind, int every, int refused)
      throws IOException {
    CustomResources apache = CustomResources.apache(KubernetesTypes.load());
    compare(name, resource(apache, kind, Settings.DEFAULT.apache()), every, refused);
  }

  private void compare(String name, String path, int every, int refused) throws IOException {
    Map<String, Object> manifest = read(name);
    assertThat(refusal(path, json.writeValueAsString(manifest))).isEmpty();
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (Mutations.Mutation mutation : Mutations.of(manifest, List.of(), every)) {
      String text = json.writeValueAsString(mutation.manifest());
      Optional<String> refusal = refusal(path, text);
      count += refusal.isPresent() ? 1 : 0;
      compare(mutation, refusal, errors(text, false), differences);
    }
    assertThat(differences).isEmpty();
    assertThat(count).isGreaterThan(refused);
  }

  /** Makes the definition of a kind, and returns where its objects are created. */
  private String resource(CustomResources family, String kind, Version release) throws IOException {
    Definitions.Definition made = Definitions.of(family, kind, release);
    client.raw(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "POST",
        json.writeValueAsString(made.object()));
    String path = made.path("default");
    for (int tries = 0; client.raw(path) == null; tries++) {
      assertThat(tries).as(path + " is not served").isLessThan(300);
      LockSupport.parkNanos(100_000_000);
    }
    return path;
  }

  /** The definition leaves templates unchecked; the server checks a pod made of one. */
  @ParameterizedTest
  @CsvSource({"5"})
  void errorsInTemplatesAreWhatTheServerRefusesOfPods(int every) throws IOException {
    Map<String, Object> manifest = read("template");
    NAMES.forEach(this::makeOthers);
    makeOthers("low");
    Set<String> outer = new TreeSet<>(NAMES);
    outer.addAll(Set.of("scratch", "settings", "key"));
    List<String> differences = new ArrayList<>();
    int count = 0;
    for (Mutations.Mutation mutation :
        Mutations.of(manifest, List.of("spec", "driver", "template"), every)) {
      Optional<String> refusal =
          refusal(
              "/api/v1/namespaces/default/pods",
              json.writeValueAsString(PodOf.template(mutation.manifest(), outer)));
      if (refusal.filter(SchemaRulesTest::isAboutTheCluster).isEmpty()) {
        count += refusal.isPresent() ? 1 : 0;
        String text = json.writeValueAsString(mutation.manifest());
        compare(mutation, refusal, errors(text, true), differences);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(count).isGreaterThan(400);
  }

  /** What pods name: a service account, and a priority class of the priority that is default. */
  private void makeOthers(String name) {
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .build())
        .createOr(NonDeletingOperation::patch);
    client
        .resource(
            new PriorityClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withValue(0)
                .build())
        .createOr(NonDeletingOperation::patch);
  }

  /** Which priority a pod may have depends on the priority classes that there are. */
  private static boolean isAboutTheCluster(String refusal) {
    return refusal.contains("priority admission controller computed");
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
