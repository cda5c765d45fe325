package io.github.tidydag.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final Instant OLD = NOW.minusSeconds(90L * 24 * 3600);
  private static final List<Policy> POLICIES =
      List.of(Policy.CONSERVATIVE, Policy.STANDARD, Policy.AGGRESSIVE);
  private static final Resource.Run NO_RUN = new Resource.Run("", "", "", "");

  private static Resource resource(
      ResourceKind kind, String name, Life life, List<Owner> owners, Resource.Run run) {
    Map<String, String> labels = new HashMap<>();
    if (!run.id().isEmpty() && kind != ResourceKind.SPARK_APPLICATION) {
      labels.put(SparkNames.SELECTOR, run.id());
      labels.put(SparkNames.ROLE, name.endsWith("-driver") ? "driver" : "executor");
    }
    return new Resource(
        Optional.of(kind),
        "v1",
        kind.kind(),
        "jobs",
        name,
        "uid-" + name,
        "1",
        Optional.of(OLD),
        false,
        labels,
        List.of(),
        owners,
        life,
        life == Life.LIVE ? "Running" : life == Life.ENDED ? "Failed" : "",
        life == Life.ENDED ? Optional.of(OLD) : Optional.empty(),
        Optional.empty(),
        List.of(),
        kind == ResourceKind.CONFIG_MAP ? Content.SPARK : Content.UNREAD,
        run);
  }

  private static Owner owner(Resource resource) {
    String version = resource.isSparkApplication() ? "sparkoperator.k8s.io/v1beta2" : "v1";
    return new Owner(version, resource.kindName(), resource.name(), resource.uid());
  }

  /** Whatever the mix: what a pod that runs or a live SparkApplication reaches is never taken. */
  @Test
  void takes_nothing_that_something_alive_reaches() {
    int planned = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      ClusterSnapshot snapshot = cluster(new Random(seed));
      CleanupPlan plan =
          Planner.plan(snapshot, PlanOptions.of(POLICIES.get(seed % POLICIES.size())));
      Set<String> taken = new HashSet<>();
      for (CleanupPlan.Deletion one : plan.deletions()) {
        taken.add(one.resource().uid());
        taken.addAll(one.takes());
      }
      planned += taken.size();
      taken.retainAll(reached(snapshot));
      assertThat(taken).as("seed " + seed).isEmpty();
    }
    assertThat(planned).isPositive();
  }

  /** By names, owners and what is owned, and by the run: written without the planner's graph. */
  private static Set<String> reached(ClusterSnapshot snapshot) {
    Set<String> reached = new HashSet<>();
    for (Resource live : snapshot.resources()) {
      if (live.life() != Life.LIVE) {
        continue;
      }
      reached.add(live.uid());
      for (Resource other : snapshot.resources()) {
        boolean isSameRun = !live.run().id().isEmpty() && live.run().id().equals(other.run().id());
        if (isSameRun || live.names().contains(other.name())) {
          reached.add(other.uid());
        }
      }
      up(live, snapshot, reached);
      down(live, snapshot, reached);
    }
    return reached;
  }

  private static void up(Resource from, ClusterSnapshot snapshot, Set<String> reached) {
    for (Owner owner : from.owners()) {
      for (Resource other : snapshot.resources()) {
        if (other.uid().equals(owner.uid()) && reached.add(other.uid())) {
          up(other, snapshot, reached);
        }
      }
    }
  }

  private static void down(Resource from, ClusterSnapshot snapshot, Set<String> reached) {
    for (Resource other : snapshot.resources()) {
      if (other.owners().stream().anyMatch(o -> o.uid().equals(from.uid()))
          && reached.add(other.uid())) {
        down(other, snapshot, reached);
      }
    }
  }

  private static ClusterSnapshot cluster(Random random) {
    List<Resource> all = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      String id = "%016x".formatted(random.nextLong());
      Resource.Run run = new Resource.Run("spark-" + id, "", "", "");
      List<Owner> owners = new ArrayList<>();
      if (random.nextInt(3) > 0) {
        Resource application =
            resource(
                ResourceKind.SPARK_APPLICATION,
                "app" + i,
                random.nextBoolean() ? Life.LIVE : Life.ENDED,
                List.of(),
                new Resource.Run(run.id(), "app" + i, "", ""));
        owners.add(owner(application));
        if (random.nextInt(4) > 0) {
          all.add(application);
        }
      }
      Life life = random.nextInt(3) == 0 ? Life.LIVE : Life.ENDED;
      Resource driver = resource(ResourceKind.POD, "app" + i + "-driver", life, owners, run);
      if (random.nextInt(5) > 0) {
        all.add(driver);
      }
      List<Owner> byDriver = random.nextInt(4) == 0 ? List.of() : List.of(owner(driver));
      all.add(
          resource(
              ResourceKind.CONFIG_MAP,
              "spark-drv-" + id + "-conf-map",
              Life.NONE,
              byDriver,
              NO_RUN));
      all.add(
          resource(
              ResourceKind.CONFIG_MAP, "spark-exec-" + id + "-conf-map", Life.NONE, byDriver, run));
      if (random.nextBoolean()) {
        Life executor = random.nextInt(3) == 0 ? Life.LIVE : Life.ENDED;
        all.add(resource(ResourceKind.POD, "app-" + id + "-exec-1", executor, byDriver, run));
      }
    }
    return new ClusterSnapshot("generated", NOW, all, List.of(), Set.of());
  }
}
