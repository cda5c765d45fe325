package io.github.tidydag.app;

import io.github.tidydag.cluster.ClusterConnection;
import io.github.tidydag.cluster.ClusterException;
import io.github.tidydag.cluster.ObjectWriter;
import io.github.tidydag.cluster.SnapshotReader;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.CleanupPlan.Deletion;
import io.github.tidydag.janitor.CleanupResult.Kept;
import io.github.tidydag.janitor.ClusterSnapshot;
import io.github.tidydag.janitor.DeletionOrder;
import io.github.tidydag.janitor.DeletionPlanner;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects, each only if what was read of the cluster less than five seconds before says
 * that nothing alive needs it.
 */
final class Deletions {
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** How long to wait for a server that is busy, or does not answer; reading is patient, too. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  private final ClusterConnection cluster;
  private final ObjectWriter writer;
  private final PlanOptions options;
  private final Map<String, String> saved;
  private final Pace pace;
  private final InstantSource clock;
  private final Dialog dialog;
  private final Turns turns;
  private final List<Deletion> deleted = new ArrayList<>();
  private final List<Resource> gone = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private int total;
  private int errors;
  private int failures;
  private final Set<Gap> unread = new LinkedHashSet<>();
  private volatile @Nullable String trouble;
  private volatile @Nullable String stopped;

  /**
   * Prepares.
   *
   * @param saved resourceVersions by uid of what the backup has: nothing else goes
   */
  Deletions(
      ClusterConnection cluster,
      PlanOptions options,
      Map<String, String> saved,
      Pace pace,
      InstantSource clock,
      Dialog dialog) {
    this.cluster = cluster;
    this.writer = new ObjectWriter(cluster);
    this.options = options;
    this.saved = saved;
    this.pace = pace;
    this.clock = clock;
    this.dialog = dialog;
    this.turns = new Turns(pace.perSecond());
  }

  List<Deletion> deleted() {
    return deleted;
  }

  List<Resource> gone() {
    return gone;
  }

  List<Kept> kept() {
    return kept;
  }

  /** What could not be read on the way. */
  Set<Gap> unread() {
    return unread;
  }

  /** Why it ended before its time; empty if it did not. */
  Optional<String> stopped() {
    return Optional.ofNullable(stopped);
  }

  /**
   * Goes through it, namespace by namespace, so that what is read stays small.
   *
   * @param before what the deletions were planned by
   */
  void run(List<Deletion> agreed, ClusterSnapshot before) {
    total = agreed.size();
    Map<String, List<Deletion>> byNamespace =
        agreed.stream()
            .collect(
                Collectors.groupingBy(
                    d -> d.resource().namespace(), TreeMap::new, Collectors.toList()));
    ExecutorService pool = Executors.newFixedThreadPool(pace.atOnce());
    try {
      for (Map.Entry<String, List<Deletion>> one : byNamespace.entrySet()) {
        clean(one.getKey(), one.getValue(), before, pool);
      }
    } catch (ClusterException e) {
      stopped = e.getMessage();
    } catch (RuntimeException e) {
      stopped = "an error of tidydag's own: " + e; // so that what was done is told
    } finally {
      pool.shutdownNow();
    }
  }

  private void clean(
      String namespace, List<Deletion> agreed, ClusterSnapshot before, ExecutorService pool) {
    SnapshotReader reader =
        SnapshotReader.again(cluster, namespace, options.readsSecrets(), before);
    for (List<Deletion> step : DeletionOrder.steps(agreed)) {
      Deque<Deletion> open = new ConcurrentLinkedDeque<>(step);
      while (!open.isEmpty() && stopped == null) {
        ClusterSnapshot snapshot = reader.read(clock);
        unread.addAll(snapshot.gaps());
        keepWhatIsNeeded(open, DeletionPlanner.plan(snapshot, options), snapshot);
        Instant until = snapshot.taken().plus(FRESH);
        if (!open.isEmpty() && !clock.instant().isBefore(until)) {
          stopped =
              """
              reading what decides in %s took longer than %d s: it would be too old to delete by; \
              run it nearer to the API server, or when that is less busy"""
                  .formatted(namespace, FRESH.toSeconds());
          return;
        }
        int left = open.size();
        delete(open, until, pool);
        failures = open.size() < left ? 0 : failures + 1;
        if (trouble != null) {
          if (failures >= PAUSES.size()) {
            stopped = trouble;
          } else {
            LockSupport.parkNanos(PAUSES.get(failures).toNanos());
            trouble = null;
          }
        }
      }
    }
  }

  private void keepWhatIsNeeded(Deque<Deletion> open, CleanupPlan now, ClusterSnapshot snapshot) {
    Map<String, Resource> there = snapshot.byUid();
    Map<String, Deletion> deletions = new HashMap<>();
    now.deletions().forEach(d -> deletions.put(d.resource().uid(), d));
    Map<String, Judgement> judgements = new HashMap<>();
    now.judgements().forEach(j -> judgements.put(j.resource().uid(), j));
    open.removeIf(
        deletion -> {
          Resource resource = deletion.resource();
          Judgement judgement = judgements.get(resource.uid());
          if (judgement == null && snapshot.gaps().isEmpty()) {
            gone.add(resource);
            return true;
          }
          Optional<String> reason =
              judgement == null
                  ? Optional.of("whether it is still there, could not be read")
                  : whyNot(judgement, deletions.get(resource.uid()), there);
          reason.ifPresent(why -> kept.add(new Kept(resource, why)));
          return reason.isPresent();
        });
  }

  private Optional<String> whyNot(
      Judgement judgement, @Nullable Deletion deletion, Map<String, Resource> there) {
    Resource resource = judgement.resource();
    if (deletion == null) {
      return Optional.of(judgement.now());
    }
    if (!resource.resourceVersion().equals(saved.get(resource.uid()))) {
      return Optional.of("has changed since it was judged");
    }
    return deletion.takes().stream()
            .allMatch(
                uid ->
                    there.containsKey(uid)
                        && there.get(uid).resourceVersion().equals(saved.get(uid)))
        ? Optional.empty()
        : Optional.of("what it owns has changed since it was judged");
  }

  private void delete(Deque<Deletion> open, Instant until, ExecutorService pool) {
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < pace.atOnce(); i++) {
      workers.add(pool.submit(() -> work(open, until)));
    }
    for (Future<?> worker : workers) {
      try {
        worker.get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (!(cause instanceof ClusterException)) {
          throw new IllegalStateException(cause);
        }
        stopped = cause.getMessage();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = "interrupted";
      }
    }
  }

  private void work(Deque<Deletion> open, Instant until) {
    while (stopped == null) {
      if (!turns.await(Duration.between(clock.instant(), until))) {
        return;
      }
      Deletion next = open.poll();
      if (next == null) {
        return;
      }
      if (!clock.instant().isBefore(until)) {
        open.addFirst(next);
        return;
      }
      ObjectWriter.Answer answer = writer.delete(next.resource(), !next.takes().isEmpty());
      if (answer.outcome() == ObjectWriter.Outcome.LATER) {
        trouble = answer.message();
        open.addFirst(next);
        return;
      }
      note(next, answer);
    }
  }

  private synchronized void note(Deletion deletion, ObjectWriter.Answer answer) {
    Resource resource = deletion.resource();
    switch (answer.outcome()) {
      case LATER -> throw new IllegalArgumentException(answer.message());
      case DONE -> deleted.add(deletion);
      case GONE -> gone.add(resource);
      case CONFLICT -> kept.add(new Kept(resource, "has changed since it was judged"));
      case REFUSED -> {
        kept.add(new Kept(resource, answer.message(), true));
        errors++;
        if (errors >= pace.mostErrors()) {
          stopped = "%d errors, the last: %s".formatted(errors, answer.message());
        }
      }
    }
    dialog.progress(deleted.size() + gone.size() + kept.size(), total);
  }
}
