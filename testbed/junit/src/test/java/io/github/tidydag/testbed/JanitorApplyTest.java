package io.github.tidydag.testbed;

import static io.github.tidydag.testbed.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tidydag.app.ApplyCleanup;
import io.github.tidydag.app.Dialog;
import io.github.tidydag.app.Pace;
import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.app.RestoreBackup;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.app.WritePlan;
import io.github.tidydag.janitor.Caps;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.CleanupResult;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.RestoreResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cleanup does to a real API server, with no more than the rights of a Role, while others
 * change things and whatever fails. The numbers are those of {@link JanitorPlanTest}.
 */
@ExtendWith(TestCluster.class)
class JanitorApplyTest {
  private static final int FINISHED = Integer.getInteger("janitor.finished", 150);
  private static final int ORPHANS = FINISHED * 4 / 3;
  private static final int LIVE = 20;

  private final Cluster cluster;
  private final KubernetesClient client;

  @TempDir private Path folder;

  JanitorApplyTest(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @Test
  void clears_what_is_garbage_and_brings_it_back() throws Exception {
    String namespace = cluster.namespace();
    Garbage garbage = new Garbage(cluster, namespace);
    Garbage.inParallel(FINISHED, garbage::finished);
    Garbage.inParallel(ORPHANS, garbage::orphan);
    Map<String, ConfigMap> configMaps = configMaps(namespace);
    Garbage.inParallel(LIVE, garbage::live);
    garbage.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: b}}");
    garbage.create(Garbage.managed(Garbage.executors("managed", 1, "")));
    Path account = account(namespace);
    CleanupPlan plan = plan(namespace, account);
    Map<String, String> rest = versions(namespace);
    plan.deletions()
        .forEach(
            d -> {
              rest.remove(d.resource().uid());
              d.takes().forEach(rest::remove);
            });
    Path file = folder.resolve("plan.json");
    WritePlan.write(file, plan, "test");

    CleanupResult result = apply(Optional.of(file), namespace, account, () -> {}, done -> {});

    assertThat(result.isComplete()).isTrue();
    assertThat(result.deleted()).hasSize(FINISHED + ORPHANS);
    until(() -> versions(namespace).size() <= rest.size());
    assertThat(versions(namespace)).isEqualTo(rest);

    RestoreResult restored = restore(result.backup().orElseThrow());

    assertThat(restored.created()).hasSize(2 * FINISHED + ORPHANS);
    Map<String, ConfigMap> again = configMaps(namespace);
    configMaps.forEach(
        (name, before) -> {
          ConfigMap after = Objects.requireNonNull(again.get(name), name);
          assertThat(after.getData()).isEqualTo(before.getData());
          assertThat(after.getImmutable()).isEqualTo(before.getImmutable());
          assertThat(after.getMetadata().getLabels()).isEqualTo(before.getMetadata().getLabels());
        });
  }

  @Test
  void what_changes_between_plan_and_deletion_stays() throws Exception {
    String namespace = cluster.namespace();
    Garbage garbage = new Garbage(cluster, namespace);
    Garbage.inParallel(8, garbage::finished);
    Path account = account(namespace);
    Path file = folder.resolve("plan.json");
    WritePlan.write(file, plan(namespace, account), "test");
    Set<String> before = versions(namespace).keySet();

    // after the plan: one is submitted again, one is made anew under its name
    submitAgain(namespace, "done-0");
    remade(garbage, namespace, "done-1-driver");
    // while somebody reads the question: one is submitted again, one gets a label
    Runnable meanwhile =
        () -> {
          submitAgain(namespace, "done-2");
          client
              .pods()
              .inNamespace(namespace)
              .withName("done-3-driver")
              .edit(
                  pod -> {
                    pod.getMetadata().getLabels().put("tidydag.io/keep", "true");
                    return pod;
                  });
        };
    CleanupResult result = apply(Optional.of(file), namespace, account, meanwhile, done -> {});

    assertThat(result.deleted())
        .extracting(d -> d.resource().name())
        .containsExactlyInAnyOrder("done-4", "done-6", "done-5-driver", "done-7-driver");
    until(
        () ->
            client.configMaps().inNamespace(namespace).list().getItems().stream()
                    .filter(c -> before.contains(c.getMetadata().getUid()))
                    .count()
                <= 1 + 2 * 3);
    assertThat(
            client.pods().inNamespace(namespace).list().getItems().stream()
                .map(p -> p.getMetadata().getName()))
        .containsExactlyInAnyOrder(
            "done-0-driver", "done-1-driver", "done-2-driver", "done-3-driver");
  }

  @Test
  void an_api_server_that_restarts_loses_nothing() throws Exception {
    String namespace = cluster.namespace();
    Garbage garbage = new Garbage(cluster, namespace);
    Garbage.inParallel(60, garbage::orphan);
    Garbage.inParallel(LIVE, garbage::live);
    Path account = account(namespace);
    AtomicBoolean isDown = new AtomicBoolean();

    CleanupResult result =
        apply(
            Optional.empty(),
            namespace,
            account,
            () -> {},
            done -> {
              if (done >= 20 && isDown.compareAndSet(false, true)) {
                cluster.stop("apiserver");
              }
            });
    assertThat(result.stopped()).get().asString().contains("does not answer");
    assertThat(result.isComplete()).isFalse();
    cluster.start("apiserver");
    until(() -> apiServerAnswers(account, namespace));

    CleanupResult rest = apply(Optional.empty(), namespace, account, () -> {}, done -> {});
    assertThat(rest.isComplete()).isTrue();
    assertThat(rest.deleted()).isNotEmpty();
    assertThat(plan(namespace, account).deletions()).isEmpty();
    int left = LIVE + 1; // and the one with the server's certificate
    until(() -> client.configMaps().inNamespace(namespace).list().getItems().size() <= left);
    assertThat(client.configMaps().inNamespace(namespace).list().getItems()).hasSize(left);
  }

  @Test
  void a_run_that_is_killed_is_finished_by_the_next() throws Exception {
    String namespace = cluster.namespace();
    Garbage garbage = new Garbage(cluster, namespace);
    Garbage.inParallel(80, garbage::orphan);
    Path account = account(namespace);
    Path backups = folder.resolve("backups");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                JanitorApplyTest.class.getName(),
                namespace,
                account.toString(),
                backups.toString())
            .inheritIO()
            .start();
    until(() -> client.configMaps().inNamespace(namespace).list().getItems().size() < 70);
    process.destroyForcibly().waitFor();
    int left = client.configMaps().inNamespace(namespace).list().getItems().size();
    assertThat(left).isGreaterThan(1);

    assertThat(apply(Optional.empty(), namespace, account, () -> {}, done -> {}).deleted())
        .hasSize(left - 1);
    try (Stream<Path> files = Files.list(backups)) {
      Path first = files.sorted().findFirst().orElseThrow();
      assertThat(restore(first).created()).hasSize(80);
    }
  }

  /** Another process's cleanup: namespace, kubeconfig and the folder for its backup. */
  public static void main(String[] args) {
    ApplyCleanup.apply(
        request(Optional.empty(), args[0], Path.of(args[1]), Path.of(args[2]), new Pace(20, 4, 10)),
        dialog(() -> {}, done -> {}));
  }

  @Test
  void a_full_disk_deletes_nothing() throws Exception {
    String namespace = cluster.namespace();
    Garbage garbage = new Garbage(cluster, namespace);
    Garbage.inParallel(200, garbage::orphan);
    Path account = account(namespace);
    Path backups = Files.createDirectory(folder.resolve("backups"));
    run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", backups.toString());
    try {
      assertThatThrownBy(() -> apply(Optional.empty(), namespace, account, () -> {}, done -> {}))
          .isInstanceOf(TidydagException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("nothing was deleted");
      try (Stream<Path> files = Files.list(backups)) {
        assertThat(files).isEmpty();
      }
    } finally {
      run("umount", backups.toString());
    }
    assertThat(client.configMaps().inNamespace(namespace).list().getItems()).hasSize(201);
  }

  /** The Role that is rendered has no verb that is not used: with one less, something is missed. */
  @Test
  void a_verb_less_is_told_and_with_all_of_them_nothing_is() throws Exception {
    String namespace = cluster.namespace();
    Garbage garbage = new Garbage(cluster, namespace);
    List<Account.Rule> rules =
        Account.JANITOR.stream()
            // what this cluster does not have, nobody asks for
            .filter(r -> !r.group().equals("spark.apache.org"))
            .filter(r -> !r.resources().equals("sparkconnects"))
            .toList();
    int run = 0;
    for (Account.Rule rule : rules) {
      for (String verb : rule.verbs().split(",", -1)) {
        one(garbage, run);
        List<Account.Rule> less =
            rules.stream().map(r -> r.equals(rule) ? r.without(verb) : r).toList();
        Path account = Account.of(cluster, namespace, "less-" + run++, less, folder);
        assertThat(isComplete(namespace, account)).as("without %s %s", verb, rule).isFalse();
      }
    }
    one(garbage, run);
    assertThat(isComplete(namespace, Account.of(cluster, namespace, rules, folder))).isTrue();
  }

  /** What has each of the verbs used. */
  private void one(Garbage garbage, int i) {
    garbage.finished(2 * i); // of the operator's
    garbage.finished(2 * i + 1); // of spark-submit
    garbage.orphan(i);
    garbage.service("done-" + (2 * i + 1) + "-driver");
  }

  private boolean isComplete(String namespace, Path account) {
    try {
      return apply(Optional.empty(), namespace, account, () -> {}, done -> {}).isComplete();
    } catch (TidydagException e) {
      return false;
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private Path account(String namespace) throws IOException {
    return Account.of(cluster, namespace, Account.JANITOR, folder);
  }

  private static PlanOptions options(String namespace) {
    return PlanOptions.of(Policy.STANDARD)
        .withMinAge(Duration.ZERO)
        .withNoClientMode(true)
        .withNamespaces(Set.of(namespace));
  }

  private static CleanupPlan plan(String namespace, Path kubeconfig) {
    return PlanCleanup.plan(
        new PlanCleanup.Request(
            options(namespace),
            Optional.empty(),
            false,
            false,
            Optional.of(kubeconfig),
            Optional.empty(),
            Instant.now()),
        line -> {});
  }

  private CleanupResult apply(
      Optional<Path> plan, String namespace, Path kubeconfig, Runnable asked, IntConsumer done) {
    return ApplyCleanup.apply(
        request(plan, namespace, kubeconfig, folder.resolve("backups"), new Pace(0, 16, 10)),
        dialog(asked, done));
  }

  private static ApplyCleanup.Request request(
      Optional<Path> plan, String namespace, Path kubeconfig, Path backups, Pace pace) {
    return new ApplyCleanup.Request(
        plan,
        options(namespace),
        Optional.of(kubeconfig),
        Optional.empty(),
        backups,
        Caps.NONE,
        pace,
        InstantSource.system(),
        "test");
  }

  private RestoreResult restore(Path backup) {
    return RestoreBackup.restore(
        new RestoreBackup.Request(
            backup, RestoreBackup.USUAL_KINDS, Optional.of(cluster.kubeconfig()), Optional.empty()),
        dialog(() -> {}, done -> {}));
  }

  private static Dialog dialog(Runnable asked, IntConsumer progress) {
    return new Dialog() {
      @Override
      public void tell(String line) {}

      @Override
      public boolean agrees(String question) {
        asked.run();
        return true;
      }

      @Override
      public void progress(int done, int of) {
        progress.accept(done);
      }
    };
  }

  private Map<String, ConfigMap> configMaps(String namespace) {
    Map<String, ConfigMap> found = new TreeMap<>();
    client
        .configMaps()
        .inNamespace(namespace)
        .list()
        .getItems()
        .forEach(c -> found.put(c.getMetadata().getName(), c));
    return found;
  }

  /** All that a cleanup could touch: resourceVersions by uid. */
  private Map<String, String> versions(String namespace) {
    Map<String, String> found = new TreeMap<>();
    Stream.of(
            client.configMaps().inNamespace(namespace).list().getItems(),
            client.pods().inNamespace(namespace).list().getItems(),
            client.services().inNamespace(namespace).list().getItems(),
            applications(namespace))
        .flatMap(List::stream)
        .map(HasMetadata::getMetadata)
        .forEach(m -> found.put(m.getUid(), m.getResourceVersion()));
    return found;
  }

  private List<GenericKubernetesResource> applications(String namespace) {
    return client
        .genericKubernetesResources("sparkoperator.k8s.io/v1beta2", "SparkApplication")
        .inNamespace(namespace)
        .list()
        .getItems();
  }

  private void submitAgain(String namespace, String name) {
    GenericKubernetesResource application =
        applications(namespace).stream()
            .filter(a -> a.getMetadata().getName().equals(name))
            .findFirst()
            .orElseThrow();
    application.setAdditionalProperty(
        "status", Map.of("applicationState", Map.of("state", "SUBMITTED"), "driverInfo", Map.of()));
    client.resource(application).updateStatus();
  }

  private void remade(Garbage garbage, String namespace, String pod) {
    client.pods().inNamespace(namespace).withName(pod).withGracePeriod(0).delete();
    until(() -> client.pods().inNamespace(namespace).withName(pod).get() == null);
    garbage.create(Garbage.pod(pod, "driver", "again", ""));
  }

  private static boolean apiServerAnswers(Path account, String namespace) {
    try {
      return plan(namespace, account).gaps().isEmpty();
    } catch (TidydagException e) {
      return false;
    }
  }
}
