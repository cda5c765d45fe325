package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.janitor.Caps;
import io.github.tidydag.janitor.EarlierScan;
import io.github.tidydag.janitor.JanitorSetup;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.ResourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code -Dgolden.update=true} writes the files anew. */
final class RenderJanitorTest {
  private static final Path GOLDENS = Path.of("src/test/resources/janitor-manifests");

  private String name = "tidydag-janitor";
  private String home = "data-jobs";
  private List<String> namespaces = List.of("data-jobs");
  private Optional<String> account = Optional.empty();
  private String schedule = "0 3 * * *";
  private String zone = "Etc/UTC";
  private boolean clusterRole;
  private String image = "registry.example.com/tidydag:0.1.0";
  private List<String> pullSecrets = List.of();
  private Map<String, String> labels = Map.of();
  private Optional<String> claim = Optional.empty();
  private String size = "1Gi";
  private int shards = 1;
  private Map<String, String> selector = Map.of();
  private Caps caps = Caps.NONE;
  private Optional<Duration> minAge = Optional.empty();
  private Optional<EarlierScan> earlier = Optional.empty();
  private Set<ResourceKind> kinds = PlanOptions.USUAL_KINDS;

  private String render(RenderJanitor.Form form) {
    return RenderJanitor.render(
        new JanitorSetup(
            name,
            home,
            namespaces,
            account,
            schedule,
            zone,
            clusterRole,
            image,
            pullSecrets,
            labels,
            claim,
            size,
            shards,
            new PlanOptions(
                Policy.CONSERVATIVE,
                minAge,
                !selector.isEmpty(),
                earlier,
                Set.copyOf(namespaces),
                selector,
                kinds,
                selector.size()),
            caps),
        form,
        Optional.empty());
  }

  private void everything() {
    namespaces = List.of("etl", "data-jobs", "etl");
    account = Optional.of("cleaner");
    schedule = "30 2 * * 1-5";
    zone = "Asia/Seoul";
    clusterRole = true;
    pullSecrets = List.of("registry");
    labels = Map.of("team", "data", "cost-center", "4410");
    claim = Optional.of("backups");
    shards = 2;
    selector = Map.of("team", "etl");
    caps = new Caps(500, 90);
    minAge = Optional.of(Duration.ofDays(3));
    kinds = Set.of(ResourceKind.CONFIG_MAP, ResourceKind.POD);
  }

  @Test
  void a_cron_job() throws IOException {
    golden("plain.yaml", render(RenderJanitor.Form.CRON_JOB));
  }

  @Test
  void a_cron_job_with_everything() throws IOException {
    everything();
    golden("everything.yaml", render(RenderJanitor.Form.CRON_JOB));
  }

  /** An API server takes no text for a number, though a client's library may. */
  @Test
  void numbers_are_numbers() {
    everything();
    assertThat(render(RenderJanitor.Form.CRON_JOB))
        .contains("completions: 2\n", "parallelism: 2\n");
  }

  @Test
  void a_dag_with_everything() throws IOException {
    everything();
    shards = 1;
    golden("everything.dag.yaml", render(RenderJanitor.Form.DAG_SPEC));
  }

  @Test
  void a_schedule_has_no_plan_of_before() {
    earlier = Optional.of(new EarlierScan(Instant.EPOCH, Set.of()));
    assertThatThrownBy(() -> render(RenderJanitor.Form.CRON_JOB))
        .isInstanceOf(TidydagException.class)
        .hasMessage("--earlier: a schedule has no plan of before; leave it out");
  }

  @Test
  void no_more_pods_than_namespaces_share_them() {
    shards = 100_000;
    assertThatThrownBy(() -> render(RenderJanitor.Form.CRON_JOB))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("--shards 100000: is more than there are namespaces to share");
  }

  @Test
  void a_dag_runs_one_pod() {
    shards = 2;
    assertThatThrownBy(() -> render(RenderJanitor.Form.DAG_SPEC))
        .isInstanceOf(TidydagException.class)
        .hasMessage("--shards 2: is for a CronJob; a DAG runs one pod");
  }

  private static void golden(String file, String text) throws IOException {
    Path golden = GOLDENS.resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @CsvSource({
    "name, 'a: b', '--name a: b: is no name'",
    "name, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, at most 52",
    "home, kube-system, '--in kube-system: is Kubernetes'",
    "home, '{{ x }}', '--in {{ x }}: is no name'",
    "namespace, kube-public, '-n kube-public: is Kubernetes'",
    "namespace, 'a,b', '--namespace a,b: is no name'",
    "image, tidydag, '--image tidydag: is not pinned'",
    "image, tidydag:latest, '--image tidydag:latest: is not pinned'",
    "image, 'a:1\"', is not pinned",
    "schedule, '0 3 * *', '--schedule 0 3 * *: is no cron expression'",
    "zone, Asia/Soul, '--time-zone Asia/Soul: is no IANA zone'",
    "zone, '+09:00', '--time-zone +09:00: is no IANA zone'",
    "size, much, '--backup-size much: is no size'",
    "label, 'a b', is no label",
    "selector, '{{ x }}', is no label",
  })
  void what_is_wrong_is_told_by_its_option(String what, String value, String message) {
    switch (what) {
      case "name" -> name = value;
      case "home" -> home = value;
      case "namespace" -> namespaces = List.of(value);
      case "image" -> image = value;
      case "schedule" -> schedule = value;
      case "zone" -> zone = value;
      case "size" -> size = value;
      case "label" -> labels = Map.of("team", value);
      case "selector" -> selector = Map.of("team", value);
      default -> throw new IllegalArgumentException(what);
    }
    assertThatThrownBy(() -> render(RenderJanitor.Form.CRON_JOB))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining(message);
  }
}
