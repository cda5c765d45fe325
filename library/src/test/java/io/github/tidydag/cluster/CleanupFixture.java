package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.app.ApplyCleanup;
import io.github.tidydag.app.Dialog;
import io.github.tidydag.app.Pace;
import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.app.RestoreBackup;
import io.github.tidydag.app.WritePlan;
import io.github.tidydag.janitor.Caps;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.CleanupResult;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.RestoreResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cluster in memory, and a cleanup of it that a test can disturb. */
@SuppressWarnings("NullAway.Init") // each test has its own
abstract class CleanupFixture {
  static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  static final Set<String> NAMESPACES = Set.of("data-jobs");
  static final String FINISHED =
      """
      {"apiVersion": "sparkoperator.k8s.io/v1beta2", "kind": "SparkApplication",
       "metadata": {"name": "%1$s", "namespace": "data-jobs", "uid": "sa-%1$s", "resourceVersion": "1",
         "creationTimestamp": "2026-10-01T00:00:00Z"},
       "status": {"applicationState": {"state": "COMPLETED"}, "terminationTime": "2026-10-01T01:00:00Z",
         "driverInfo": {"podName": "%1$s-driver"}}}
      """;
  static final String DRIVER =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "%1$s-driver", "namespace": "data-jobs", "uid": "pod-%1$s", "resourceVersion": "1",
         "creationTimestamp": "2026-10-01T00:00:00Z", "labels": {"spark-role": "driver",
         "spark-app-selector": "spark-%1$s", "sparkoperator.k8s.io/app-name": "%1$s"},
         "ownerReferences": [{"apiVersion": "sparkoperator.k8s.io/v1beta2", "kind": "SparkApplication",
           "name": "%1$s", "uid": "sa-%1$s"}]},
       "spec": {"nodeName": "n", "containers": [{"name": "spark", "image": "spark"}]},
       "status": {"phase": "Succeeded", "containerStatuses": [{"name": "spark", "state": {"terminated":
         {"exitCode": 0, "finishedAt": "2026-10-01T01:00:00Z"}}}]}}
      """;
  static final String CONF =
      """
      {"apiVersion": "v1", "kind": "ConfigMap", "immutable": true,
       "metadata": {"name": "spark-drv-0000000000%1$s-conf-map", "namespace": "data-jobs", "uid": "cm-%1$s",
         "resourceVersion": "1", "creationTimestamp": "2026-10-01T00:00:00Z",
         "ownerReferences": [{"apiVersion": "v1", "kind": "Pod", "name": "%1$s-driver", "uid": "pod-%1$s"}]},
       "data": {"spark.properties": "a=b"}}
      """;

  /** Kubernetes puts one into each namespace. */
  private static final String ROOT_CA =
      """
      {"apiVersion": "v1", "kind": "ConfigMap",
       "metadata": {"name": "kube-root-ca.crt", "namespace": "data-jobs", "uid": "ca",
         "resourceVersion": "1", "creationTimestamp": "2026-09-01T00:00:00Z"},
       "data": {"ca.crt": "-"}}
      """;

  @TempDir Path folder;
  FakeCluster cluster;
  final List<String> told = new ArrayList<>();
  Runnable whenAsked = () -> {};
  final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  Caps caps = Caps.NONE;
  Pace pace = new Pace(0, 4, 3);
  boolean yes = true;

  @BeforeEach
  void start() throws IOException {
    cluster = new FakeCluster(List.of(FakeCluster.parse(ROOT_CA)));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  void finished(String... names) throws IOException {
    for (String name : names) {
      for (String object : List.of(FINISHED, DRIVER, CONF)) {
        cluster.add(FakeCluster.parse(object.formatted(name)));
      }
    }
  }

  void dumped(String name) throws IOException {
    cluster.close();
    cluster = FakeCluster.of(name);
  }

  static PlanOptions options(Set<String> namespaces) {
    return PlanOptions.of(Policy.STANDARD).withNoClientMode(true).withNamespaces(namespaces);
  }

  CleanupPlan plan(Set<String> namespaces) throws IOException {
    return PlanCleanup.plan(
        new PlanCleanup.Request(
            options(namespaces),
            Optional.empty(),
            false,
            false,
            Optional.of(cluster.kubeconfig(folder)),
            Optional.empty(),
            NOW),
        line -> {});
  }

  Path planFile() throws IOException {
    Path file = folder.resolve("plan.json");
    WritePlan.write(file, plan(NAMESPACES), "test");
    return file;
  }

  CleanupResult apply(Optional<Path> plan, Set<String> namespaces) throws IOException {
    time.updateAndGet(now -> now.plusSeconds(1));
    return ApplyCleanup.apply(
        new ApplyCleanup.Request(
            plan,
            options(namespaces),
            Optional.of(cluster.kubeconfig(folder)),
            Optional.empty(),
            folder.resolve("backups"),
            caps,
            pace,
            time::get,
            "test"),
        dialog());
  }

  Dialog dialog() {
    return new Dialog() {
      @Override
      public void tell(String line) {
        told.add(line);
      }

      @Override
      public boolean agrees(String question) {
        told.add(question);
        whenAsked.run();
        return yes;
      }

      @Override
      public void progress(int done, int of) {
        assertThat(done).isBetween(1, of);
      }
    };
  }

  /** What is there beside Kubernetes' own. */
  Set<String> names() {
    return cluster.objects().stream()
        .map(o -> o.at("/metadata/name").asText())
        .filter(name -> !name.equals("kube-root-ca.crt"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> uids(List<ObjectNode> objects) {
    return objects.stream().map(o -> o.at("/metadata/uid").asText()).collect(Collectors.toSet());
  }

  static void resubmit(ObjectNode application) {
    ((ObjectNode) application.at("/status/applicationState")).put("state", "RUNNING");
  }

  RestoreResult restore(Path backup, Set<ResourceKind> kinds) throws IOException {
    return RestoreBackup.restore(
        new RestoreBackup.Request(
            backup, kinds, Optional.of(cluster.kubeconfig(folder)), Optional.empty()),
        dialog());
  }

  ObjectNode find(String name) {
    return cluster.objects().stream()
        .filter(o -> o.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
