package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.Verdict;
import io.github.tidydag.report.PlanTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotReaderTest {
  private static final PlanOptions OPTIONS = PlanOptions.of(Policy.STANDARD).withNoClientMode(true);

  @TempDir private Path folder;

  private static CleanupPlan plan(Optional<Path> dump, Optional<Path> kubeconfig) {
    return plan(OPTIONS, true, dump, kubeconfig);
  }

  private static CleanupPlan plan(
      PlanOptions options, boolean allNamespaces, Optional<Path> dump, Optional<Path> kubeconfig) {
    return PlanCleanup.plan(
        new PlanCleanup.Request(
            options,
            dump,
            true,
            allNamespaces,
            kubeconfig,
            Optional.empty(),
            Instant.parse("2026-11-28T00:00:00Z")),
        source -> {});
  }

  /** Pages of three, each list forgotten once, and ConfigMaps by their metadata first. */
  @ParameterizedTest
  @ValueSource(
      strings = {"halted", "unowned", "kept-by-others", "restored", "time-to-live", "anchor"})
  void a_cluster_and_its_dump_give_the_same_plan(String name) throws IOException {
    try (FakeCluster cluster = FakeCluster.of(name)) {
      CleanupPlan live = plan(Optional.empty(), Optional.of(cluster.kubeconfig(folder)));
      CleanupPlan dumped =
          plan(Optional.of(FakeCluster.CASES.resolve(name + "/dump.yaml")), Optional.empty());
      assertThat(PlanTables.csv(live)).isEqualTo(PlanTables.csv(dumped));
      assertThat(live.judgements()).isNotEmpty();
      assertThat(cluster.writes).hasValue(0);
      assertThat(cluster.asked).noneMatch(path -> path.contains("secrets"));
    }
  }

  @Test
  void a_namespace_with_nothing_in_it_is_misspelt() throws IOException {
    try (FakeCluster cluster = FakeCluster.of("completed")) {
      PlanOptions options = OPTIONS.withNamespaces(Set.of("data-jobs", "data-job"));
      CleanupPlan plan =
          plan(options, false, Optional.empty(), Optional.of(cluster.kubeconfig(folder)));
      assertThat(plan.gaps())
          .extracting(gap -> gap.namespace() + ": " + gap.reason())
          .containsExactly(
              "data-job: there are none, not even kube-root-ca.crt: there is no such namespace");
      assertThat(plan.deletions()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pods", "sparkapplications", "cronjobs", "deployments", "persistentvolumeclaims"})
  void what_cannot_be_read_keeps_all(String plural) throws IOException {
    try (FakeCluster cluster = FakeCluster.of("completed")) {
      cluster.forbidden.add(plural);
      CleanupPlan plan = plan(Optional.empty(), Optional.of(cluster.kubeconfig(folder)));
      assertThat(plan.deletions()).isEmpty();
      assertThat(plan.gaps()).anyMatch(gap -> gap.kind().plural().equals(plural));
      assertThat(plan.judgements()).extracting(j -> j.verdict()).containsOnly(Verdict.UNSURE);
    }
  }
}
