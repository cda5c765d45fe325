package io.github.tidydag.testbed;

import static io.github.tidydag.testbed.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tidydag.app.ClearUploads;
import io.github.tidydag.app.Dialog;
import io.github.tidydag.janitor.Verdict;
import io.github.tidydag.uploads.ClearedStore;
import io.github.tidydag.uploads.JudgedFolder;
import io.github.tidydag.uploads.UploadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The folders of real submissions: Spark itself makes them, and says who needs them. */
@ExtendWith(TestCluster.class)
class JanitorUploadsTest {
  private final Cluster cluster;
  private final KubernetesClient client;

  @TempDir private Path folder;

  JanitorUploadsTest(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @Test
  void the_folders_of_a_run_may_go_once_the_run_has_gone() throws Exception {
    String namespace = cluster.namespace();
    until( // no pod is made before
        () -> client.serviceAccounts().inNamespace(namespace).withName("default").get() != null);
    Path store = Files.createDirectory(folder.resolve("store"));
    submit(namespace, "kept", store);
    Set<String> kept = names(store);
    assertThat(kept).hasSize(2); // its jar, and another file
    submit(namespace, "gone", store);
    Set<String> gone = names(store);
    gone.removeAll(kept);
    assertThat(gone).hasSize(2);
    for (String name : names(store)) {
      Files.setLastModifiedTime(
          store.resolve(name), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }
    assertThat(garbage(namespace, store)).isEmpty();

    client.pods().inNamespace(namespace).withLabel("spark-app-name", "gone").delete();
    until(
        () ->
            client.configMaps().inNamespace(namespace).list().getItems().stream()
                    .filter(c -> c.getMetadata().getName().startsWith("spark-drv-"))
                    .count()
                == 1);

    assertThat(garbage(namespace, store)).isEqualTo(gone);
    ClearedStore cleared = run(namespace, store, true);
    assertThat(cleared.failures()).isEmpty();
    assertThat(cleared.deleted()).isEqualTo(gone);
    assertThat(names(store)).isEqualTo(kept);
  }

  /** The driver never starts: what a submission leaves is there without it. */
  private void submit(String namespace, String name, Path store) throws IOException {
    Path jar = Files.writeString(folder.resolve("app.jar"), "");
    Path file = Files.writeString(folder.resolve("data.txt"), "");
    cluster.sparkSubmit(
        java17(),
        "--name",
        name,
        "--class",
        "Main",
        "--conf",
        "spark.kubernetes.namespace=" + namespace,
        "--conf",
        "spark.kubernetes.container.image=docker.io/library/none:0",
        "--conf",
        "spark.kubernetes.file.upload.path=" + store.toUri(),
        "--files",
        file.toUri().toString(),
        jar.toUri().toString());
  }

  /** Spark 4.1 runs on Java 17, whatever this test runs on. */
  private static Path java17() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/usr/lib/jvm"))) {
      return all.filter(home -> home.toString().contains("17"))
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .findFirst()
          .orElseThrow();
    }
  }

  private Set<String> garbage(String namespace, Path store) throws IOException {
    return run(namespace, store, false).folders().stream()
        .filter(judged -> judged.verdict() == Verdict.ORPHAN)
        .map(JudgedFolder::folder)
        .map(found -> found.name())
        .collect(Collectors.toSet());
  }

  private ClearedStore run(String namespace, Path store, boolean deletes) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve(".tidydag.yaml"),
            """
            upload_paths:
              - path: %1$s
                list: [ls, -l, --time-style=full-iso, %1$s]
                delete: [rm, -r, "%1$s/{folders}"]
            """
                .formatted(store));
    UploadReport report =
        ClearUploads.run(
            new ClearUploads.Request(
                Set.of(namespace),
                Optional.of(cluster.kubeconfig()),
                Optional.empty(),
                "7d",
                deletes,
                InstantSource.system()),
            ClearUploads.configured(Optional.of(config)),
            new Agreeing());
    assertThat(report.gaps()).isEmpty();
    assertThat(report.stores()).hasSize(1);
    return report.stores().get(0);
  }

  private static Set<String> names(Path store) throws IOException {
    try (Stream<Path> all = Files.list(store)) {
      return all.map(path -> String.valueOf(path.getFileName())).collect(Collectors.toSet());
    }
  }

  private static final class Agreeing implements Dialog {
    @Override
    public void tell(String line) {}

    @Override
    public boolean agrees(String question) {
      return true;
    }

    @Override
    public void progress(int done, int of) {}
  }
}
