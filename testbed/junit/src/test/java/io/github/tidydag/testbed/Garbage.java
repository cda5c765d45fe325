package io.github.tidydag.testbed;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What Spark leaves in a namespace, and what lives beside it, made without running anything. */
final class Garbage {
  private final KubernetesClient client;
  private final String namespace;

  Garbage(Cluster cluster, String namespace) {
    this.client = cluster.client();
    this.namespace = namespace;
  }

  /** Executors' ConfigMaps that nothing owns. */
  void orphan(int i) {
    create(executors("orphan-" + i, i, ""));
  }

  /** Every second one by the operator, the others by spark-submit. */
  void finished(int i) {
    String owner = "";
    if (i % 2 == 0) {
      HasMetadata application =
          create(
              """
              apiVersion: sparkoperator.k8s.io/v1beta2
              kind: SparkApplication
              metadata: {name: done-%d}
              spec: {type: Scala, sparkVersion: 4.1.4, mainApplicationFile: "local:///a.jar", driver: {}, executor: {}}
              """
                  .formatted(i));
      client.resource(completed(application)).updateStatus();
      owner = owner("sparkoperator.k8s.io/v1beta2", "SparkApplication", application);
    }
    HasMetadata driver = create(pod("done-" + i + "-driver", "driver", "done-" + i, owner));
    end((Pod) driver);
    String owned = owner("v1", "Pod", driver);
    create(drivers(i, owned));
    create(template(i, owned));
  }

  /** A driver's headless Service, as executors find it by. */
  void service(String driver) {
    HasMetadata pod = client.pods().inNamespace(namespace).withName(driver).get();
    create(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s-svc%s}
        spec: {clusterIP: None, selector: {spark-role: driver}, ports: [{port: 7078}]}
        """
            .formatted(driver, owner("v1", "Pod", pod)));
  }

  private static HasMetadata completed(HasMetadata application) {
    GenericKubernetesResource resource = (GenericKubernetesResource) application;
    resource.setAdditionalProperty(
        "status",
        Map.of(
            "applicationState",
            Map.of("state", "COMPLETED"),
            "driverInfo",
            Map.of(),
            "terminationTime",
            "2026-01-01T00:00:00Z",
            "lastSubmissionAttemptTime",
            "2026-01-01T00:00:00Z"));
    return resource;
  }

  private void end(Pod pod) {
    pod.getStatus().setPhase("Succeeded");
    pod.getStatus()
        .setConditions(
            List.of(
                new PodConditionBuilder()
                    .withType("Ready")
                    .withStatus("False")
                    .withLastTransitionTime("2026-01-01T00:00:00Z")
                    .build()));
    client.resource(pod).updateStatus();
  }

  void live(int i) {
    HasMetadata driver = create(pod("live-" + i + "-driver", "driver", "live-" + i, ""));
    create(executors("live-" + i, i, owner("v1", "Pod", driver)));
  }

  private static String owner(String apiVersion, String kind, HasMetadata owner) {
    return ", ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: %s}]"
        .formatted(apiVersion, kind, owner.getMetadata().getName(), owner.getMetadata().getUid());
  }

  /** Nobody schedules it, so that its status stays as it is set. */
  static String pod(String name, String role, String run, String owner) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {spark-role: %s, spark-app-selector: spark-%s}%s}
    spec: {schedulerName: nobody, containers: [{name: spark, image: spark}]}
    """
        .formatted(name, role, run, owner);
  }

  static String executors(String run, int i, String owner) {
    return configMap(
        "spark-exec-%s-conf-map".formatted(id(run.hashCode(), i)),
        "labels: {spark-role: executor, spark-app-selector: spark-" + run + "}" + owner);
  }

  private static String drivers(int i, String owner) {
    return configMap("spark-drv-%s-conf-map".formatted(id(7, i)), owner.substring(2));
  }

  private static String template(int i, String owner) {
    return """
    {apiVersion: v1, kind: ConfigMap, metadata: {name: done-%s-driver-podspec-conf-map%s},
     data: {podspec-configmap-key: "metadata: {}"}}
    """
        .formatted(id(8, i), owner);
  }

  private static String configMap(String name, String metadata) {
    return """
    {apiVersion: v1, kind: ConfigMap, immutable: true, metadata: {name: %s, %s}, data: {spark.properties:
     "#Java properties built from Kubernetes config map with name: %s"}}
    """
        .formatted(name, metadata, name);
  }

  static String managed(String configMap) {
    return configMap.replace("labels: {", "labels: {app.kubernetes.io/managed-by: Helm, ");
  }

  /** As Spark makes ids: three random bytes, and the time. */
  private static String id(int random, int i) {
    return "%06x%010x"
        .formatted((random * 31 + i) & 0xffffff, System.currentTimeMillis() & 0xffffffffffL);
  }

  HasMetadata create(String yaml) {
    HasMetadata object =
        client
            .load(new ByteArrayInputStream(("---\n" + yaml).getBytes(StandardCharsets.UTF_8)))
            .items()
            .get(0);
    object.getMetadata().setNamespace(namespace);
    return client.resource(object).create();
  }

  /** Makes something by number. */
  interface Numbered {
    void at(int i);
  }

  static void inParallel(int count, Numbered work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> tasks =
          IntStream.range(0, count)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        work.at(i);
                        return null;
                      })
              .toList();
      for (Future<Void> one : pool.invokeAll(tasks)) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
