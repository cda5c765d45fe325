package io.github.tidydag.testbed;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a plan finds on a real API server, read with no more than the rights of a Role. The numbers
 * are those of a namespace that had grown garbage for months, divided by twenty; {@code
 * -Djanitor.finished=3000} makes all of them.
 */
@ExtendWith(TestCluster.class)
class JanitorPlanTest {
  private static final int FINISHED = Integer.getInteger("janitor.finished", 150);
  private static final int ORPHANS = FINISHED * 4 / 3;
  private static final int LIVE = 20;
  private static final String READS =
      "configmaps,services,persistentvolumeclaims,pods;sparkapplications,scheduledsparkapplications,"
          + "sparkconnects;deployments,statefulsets,daemonsets;jobs,cronjobs";

  private final Cluster cluster;
  private final KubernetesClient client;

  @TempDir private Path folder;

  JanitorPlanTest(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @Test
  void finds_all_that_is_garbage_and_nothing_that_lives() throws Exception {
    String namespace = cluster.namespace();
    inParallel(FINISHED, i -> finished(namespace, i));
    inParallel(ORPHANS, i -> create(namespace, executors("orphan-" + i, i, "")));
    inParallel(LIVE, i -> live(namespace, i));
    create(
        namespace, "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: b}}");
    create(namespace, managed(executors("managed", 1, "")));

    CleanupPlan plan = plan(namespace, true, reader(namespace, READS));

    assertThat(plan.gaps()).isEmpty();
    assertThat(names(plan, "ConfigMap")).hasSize(2 * FINISHED + ORPHANS);
    assertThat(names(plan, "Pod")).hasSize(FINISHED).allMatch(name -> name.startsWith("done-"));
    assertThat(plan.deletions()).hasSize(FINISHED + ORPHANS);
    assertThat(plan.judgements())
        .filteredOn(one -> one.verdict() == Verdict.IN_USE)
        .filteredOn(one -> one.resource().kindName().equals("ConfigMap"))
        .hasSize(LIVE);
    assertThat(collected(plan)).isEqualTo(uids(plan));
  }

  @Test
  void keeps_what_a_notebook_may_need() {
    String namespace = cluster.namespace();
    create(namespace, executors("notebook-without-executors", 1, ""));
    create(namespace, executors("notebook", 2, ""));
    create(namespace, pod("notebook-exec-1", "executor", "notebook", ""));

    CleanupPlan plan = plan(namespace, false, cluster.kubeconfig());

    assertThat(plan.deletions()).isEmpty();
    assertThat(plan.judgements())
        .extracting(Judgement::verdict)
        .containsExactlyInAnyOrder(Verdict.UNSURE, Verdict.IN_USE, Verdict.IN_USE);
  }

  @Test
  void keeps_all_where_a_right_is_missing() throws IOException {
    String namespace = cluster.namespace();
    finished(namespace, 0);

    CleanupPlan plan = plan(namespace, true, reader(namespace, READS.replace(",pods", "")));

    assertThat(plan.deletions()).isEmpty();
    assertThat(plan.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).contains("forbidden"));
  }

  private static CleanupPlan plan(String namespace, boolean noClientMode, Path kubeconfig) {
    PlanOptions options =
        new PlanOptions(
            Policy.STANDARD,
            Optional.of(Duration.ZERO),
            noClientMode,
            Set.of(namespace),
            Map.of(),
            PlanOptions.USUAL_KINDS,
            0);
    return PlanCleanup.plan(
        new PlanCleanup.Request(
            options,
            Optional.empty(),
            false,
            false,
            Optional.of(kubeconfig),
            Optional.empty(),
            Instant.now()),
        source -> {});
  }

  private static Set<String> names(CleanupPlan plan, String kind) {
    return plan.judgements().stream()
        .filter(one -> one.verdict().isGarbage())
        .filter(one -> one.resource().kindName().equals(kind))
        .map(one -> one.resource().name())
        .collect(toSet());
  }

  private static Set<String> collected(CleanupPlan plan) {
    Set<String> uids = new HashSet<>();
    for (CleanupPlan.Deletion one : plan.deletions()) {
      uids.add(one.resource().uid());
      uids.addAll(one.takes());
    }
    return uids;
  }

  private static Set<String> uids(CleanupPlan plan) {
    return plan.judgements().stream()
        .filter(one -> one.verdict().isGarbage())
        .map(one -> one.resource().uid())
        .collect(toSet());
  }

  /** Every second one by the operator, the others by spark-submit. */
  private void finished(String namespace, int i) {
    String owner = "";
    if (i % 2 == 0) {
      HasMetadata application =
          create(
              namespace,
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
    HasMetadata driver =
        create(namespace, pod("done-" + i + "-driver", "driver", "done-" + i, owner));
    end((Pod) driver);
    String owned = owner("v1", "Pod", driver);
    create(namespace, drivers(i, owned));
    create(namespace, template(i, owned));
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

  private void live(String namespace, int i) {
    HasMetadata driver = create(namespace, pod("live-" + i + "-driver", "driver", "live-" + i, ""));
    create(namespace, executors("live-" + i, i, owner("v1", "Pod", driver)));
  }

  private static String owner(String apiVersion, String kind, HasMetadata owner) {
    return ", ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: %s}]"
        .formatted(apiVersion, kind, owner.getMetadata().getName(), owner.getMetadata().getUid());
  }

  /** Nobody schedules it, so that its status stays as it is set. */
  private static String pod(String name, String role, String run, String owner) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {spark-role: %s, spark-app-selector: spark-%s}%s}
    spec: {schedulerName: nobody, containers: [{name: spark, image: spark}]}
    """
        .formatted(name, role, run, owner);
  }

  private static String executors(String run, int i, String owner) {
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

  private static String managed(String configMap) {
    return configMap.replace("labels: {", "labels: {app.kubernetes.io/managed-by: Helm, ");
  }

  /** As Spark makes ids: three random bytes, and the time. */
  private static String id(int random, int i) {
    return "%06x%010x"
        .formatted((random * 31 + i) & 0xffffff, System.currentTimeMillis() & 0xffffffffffL);
  }

  /** A kubeconfig of an account that may list in the namespace, and nothing else. */
  private Path reader(String namespace, String resources) throws IOException {
    List<String> groups = List.of("", "sparkoperator.k8s.io", "apps", "batch");
    String[] byGroup = resources.split(";", -1);
    String rules =
        IntStream.range(0, groups.size())
            .mapToObj(
                i ->
                    "{apiGroups: [\"%s\"], resources: [%s], verbs: [get, list]}"
                        .formatted(groups.get(i), byGroup[i]))
            .collect(Collectors.joining(", "));
    create(namespace, "{apiVersion: v1, kind: ServiceAccount, metadata: {name: reader}}");
    create(
        namespace,
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: reader}, rules: ["
            + rules
            + "]}");
    create(
        namespace,
        """
        {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: reader},
         roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader},
         subjects: [{kind: ServiceAccount, name: reader}]}
        """);
    TokenRequest token =
        client.serviceAccounts().inNamespace(namespace).withName("reader").tokenRequest();
    Config config = Serialization.unmarshal(Files.readString(cluster.kubeconfig()), Config.class);
    config.getUsers().forEach(user -> user.setUser(withToken(token.getStatus().getToken())));
    return Files.writeString(folder.resolve("kubeconfig"), Serialization.asYaml(config));
  }

  private static AuthInfo withToken(String token) {
    return new AuthInfoBuilder().withToken(token).build();
  }

  private HasMetadata create(String namespace, String yaml) {
    HasMetadata object =
        client
            .load(new ByteArrayInputStream(("---\n" + yaml).getBytes(StandardCharsets.UTF_8)))
            .items()
            .get(0);
    object.getMetadata().setNamespace(namespace);
    return client.resource(object).create();
  }

  private interface Numbered {
    void at(int i);
  }

  private static void inParallel(int count, Numbered work) throws Exception {
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
