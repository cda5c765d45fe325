package io.github.tidydag.testbed;

import static io.github.tidydag.testbed.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.tidydag.app.RenderJanitor;
import io.github.tidydag.janitor.Caps;
import io.github.tidydag.janitor.JanitorSetup;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The rendered CronJob runs our image on a real node, with no more rights than its Role has. */
@ExtendWith(TestCluster.class)
class JanitorCronJobTest {
  private final Cluster cluster;
  private final KubernetesClient client;

  @TempDir private Path folder;

  JanitorCronJobTest(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @Test
  void two_pods_of_an_indexed_job_share_the_namespaces() throws Exception {
    String image = cluster.load("tidydag", "docker.io/library/tidydag:0.1.0");
    List<String> namespaces = List.of(cluster.namespace(), cluster.namespace());
    String home = namespaces.get(0);
    for (String namespace : namespaces) {
      Garbage.inParallel(4, new Garbage(cluster, namespace)::finished);
      Garbage.inParallel(4, new Garbage(cluster, namespace)::orphan);
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    volume(home);
    apply(
        RenderJanitor.render(
            new JanitorSetup(
                "janitor",
                home,
                namespaces,
                Optional.empty(),
                "0 3 * * *",
                "Asia/Seoul",
                true,
                image,
                List.of(),
                Map.of("team", "data"),
                Optional.of("backups"),
                "1Gi",
                2,
                PlanOptions.of(Policy.STANDARD).withMinAge(Duration.ZERO).withNoClientMode(true),
                Caps.NONE),
            RenderJanitor.Form.CRON_JOB,
            Optional.empty()));
    CronJob cronJob = client.batch().v1().cronjobs().inNamespace(home).withName("janitor").get();
    Job job =
        client
            .resource(
                new JobBuilder()
                    .withNewMetadata()
                    .withName("now")
                    .withNamespace(home)
                    .endMetadata()
                    .withSpec(cronJob.getSpec().getJobTemplate().getSpec())
                    .build())
            .create();
    client
        .resource(job)
        .waitUntilCondition(
            j -> j != null && j.getStatus() != null && !j.getStatus().getConditions().isEmpty(),
            4,
            TimeUnit.MINUTES);

    List<Pod> pods = client.pods().inNamespace(home).withLabel("job-name", "now").list().getItems();
    String said =
        pods.stream().map(p -> client.pods().resource(p).getLog()).reduce("", String::concat);
    assertThat(client.resource(job).get().getStatus().getSucceeded()).as(said).isEqualTo(2);
    for (String namespace : namespaces) {
      // the garbage collector takes what was owned
      until(() -> client.configMaps().inNamespace(namespace).list().getItems().size() <= 1);
      assertThat(client.configMaps().inNamespace(namespace).list().getItems())
          .as(said)
          .extracting(c -> c.getMetadata().getName())
          .containsExactly("kube-root-ca.crt");
    }
    assertThat(said).contains("deleted 4 ConfigMap, 2 Pod, 2 SparkApplication");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2).allMatch(file -> file.toString().endsWith(".jsonl"));
    }
  }

  /** A claim on a folder of this host. */
  private void volume(String namespace) {
    apply(
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: backups}
        spec:
          capacity: {storage: 1Gi}
          accessModes: [ReadWriteMany]
          storageClassName: ""
          hostPath: {path: %1$s}
          claimRef: {apiVersion: v1, kind: PersistentVolumeClaim, name: backups, namespace: %2$s}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: backups, namespace: %2$s}
        spec:
          accessModes: [ReadWriteMany]
          storageClassName: ""
          volumeName: backups
          resources: {requests: {storage: 1Gi}}
        """
            .formatted(folder, namespace));
    client
        .persistentVolumeClaims()
        .inNamespace(namespace)
        .withName("backups")
        .waitUntilCondition(
            claim -> claim != null && "Bound".equals(claim.getStatus().getPhase()),
            1,
            TimeUnit.MINUTES);
  }

  /** As it is written: a model of ours would take a text for a number, and the server does not. */
  private void apply(String yaml) {
    for (String document : yaml.split("(?m)^---\\n", -1)) {
      if (document.contains("kind:")) {
        client
            .resource(Serialization.unmarshal(document, GenericKubernetesResource.class))
            .create();
      }
    }
  }
}
