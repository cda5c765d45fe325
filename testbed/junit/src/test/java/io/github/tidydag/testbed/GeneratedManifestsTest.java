package io.github.tidydag.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** An API server that refuses unknown fields takes every manifest of generated-dags. */
@ExtendWith(TestCluster.class)
class GeneratedManifestsTest {
  private static final Path GENERATED = Path.of(System.getProperty("generated"));

  private final KubernetesClient client;

  GeneratedManifestsTest(KubernetesClient client) {
    this.client = client;
  }

  @TestFactory
  Stream<DynamicTest> isTaken() throws IOException {
    try (Stream<Path> files = Files.walk(GENERATED)) {
      List<Path> manifests =
          files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      assertThat(manifests).isNotEmpty();
      return manifests.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      GENERATED.relativize(file).toString(), () -> take(Files.readString(file))));
    }
  }

  @Test
  void aMisspeltFieldIsRefused() {
    assertThatThrownBy(
            () ->
                take(
                    """
                    apiVersion: sparkoperator.k8s.io/v1beta2
                    kind: SparkApplication
                    metadata: {name: misspelt}
                    spec: {type: Scala, sparkVersion: "4.1.4", driver: {}, executor: {}, timeToLive: 5}
                    """))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.timeToLive");
  }

  private void take(String yaml) {
    for (HasMetadata object : objects(yaml)) {
      if (object.getMetadata().getNamespace() == null) {
        object.getMetadata().setNamespace("default");
      }
      namespace(object.getMetadata().getNamespace());
      // A template of a pod has no name: Airflow and the Spark operator give one.
      if (object.getMetadata().getName() == null) {
        object.getMetadata().setName("named-by-its-user");
      }
      client.resource(object).dryRun().fieldValidation(Validation.STRICT).create();
    }
  }

  /**
   * The objects of a file as Airflow would send them: Jinja expressions are some text, statements
   * none.
   */
  private List<HasMetadata> objects(String yaml) {
    String rendered = yaml.replaceAll("\\{\\{.*?}}", "rendered").replaceAll("\\{%.*?%}", "");
    return client.load(new ByteArrayInputStream(rendered.getBytes(StandardCharsets.UTF_8))).items();
  }

  private void namespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .createOr(existing -> existing.patch());
  }
}
