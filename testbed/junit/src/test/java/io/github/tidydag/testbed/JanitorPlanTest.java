package io.github.tidydag.testbed;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private final Cluster cluster;

  @TempDir private Path folder;

  JanitorPlanTest(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void finds_all_that_is_garbage_and_nothing_that_lives() throws Exception {
    String namespace = cluster.namespace();
    Garbage garbage = new Garbage(cluster, namespace);
    Garbage.inParallel(FINISHED, garbage::finished);
    Garbage.inParallel(ORPHANS, garbage::orphan);
    Garbage.inParallel(LIVE, garbage::live);
    garbage.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: b}}");
    garbage.create(Garbage.managed(Garbage.executors("managed", 1, "")));

    CleanupPlan plan =
        plan(namespace, true, Account.of(cluster, namespace, Account.READING, folder));

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
    Garbage objects = new Garbage(cluster, namespace);
    objects.create(Garbage.executors("notebook-without-executors", 1, ""));
    objects.create(Garbage.executors("notebook", 2, ""));
    objects.create(Garbage.pod("notebook-exec-1", "executor", "notebook", ""));

    CleanupPlan plan = plan(namespace, false, cluster.kubeconfig());

    assertThat(plan.deletions()).isEmpty();
    assertThat(plan.judgements())
        .extracting(Judgement::verdict)
        .containsExactlyInAnyOrder(Verdict.UNSURE, Verdict.IN_USE, Verdict.IN_USE);
  }

  @Test
  void keeps_all_where_a_right_is_missing() throws IOException {
    String namespace = cluster.namespace();
    new Garbage(cluster, namespace).finished(0);
    List<Account.Rule> withoutPods =
        Account.READING.stream()
            .map(r -> new Account.Rule(r.group(), r.resources().replace(",pods", ""), r.verbs()))
            .toList();

    CleanupPlan plan = plan(namespace, true, Account.of(cluster, namespace, withoutPods, folder));

    assertThat(plan.deletions()).isEmpty();
    assertThat(plan.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).contains("forbidden"));
  }

  private static CleanupPlan plan(String namespace, boolean noClientMode, Path kubeconfig) {
    PlanOptions options =
        PlanOptions.of(Policy.STANDARD)
            .withMinAge(Duration.ZERO)
            .withNoClientMode(noClientMode)
            .withNamespaces(Set.of(namespace));
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
}
