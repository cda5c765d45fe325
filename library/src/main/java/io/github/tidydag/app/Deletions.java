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
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Planner;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects, each only if what was read of the cluster less than five seconds before says
 * that nothing alive needs it.
 */
final class Deletions {
  private static final Duration FRESH = Duration.ofSeconds(5);

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
  private volatile @Nullable String stopped;

  /**
   * Prepares.
   *
   * @param saved resourceVersions by uid of what the backup has: nothing else goes
   */
  Deletions(
      ClusterConnection cluster,
      ObjectWriter writer,
      PlanOptions options,
      Map<String, String> saved,
      Pace pace,
      InstantSource clock,
      Dialog dialog) {
    this.cluster = cluster;
    this.writer = writer;
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
    } finally {
      pool.shutdownNow();
    }
  }

  private void clean(
      String namespace, List<Deletion> agreed, ClusterSnapshot before, ExecutorService pool) {
    boolean secrets = options.kinds().contains(ResourceKind.SECRET);
    SnapshotReader reader = SnapshotReader.again(cluster, namespace, secrets, before);
    for (List<Deletion> step : DeletionOrder.steps(agreed)) {
      Deque<Deletion> open = new ConcurrentLinkedDeque<>(step);
      while (!open.isEmpty() && stopped == null) {
        CleanupPlan now = Planner.plan(reader.read(clock), options);
        keepWhatIsNeeded(open, now);
        Instant until = now.taken().plus(FRESH);
        if (!open.isEmpty() && !clock.instant().isBefore(until)) {
          stopped =
              "reading what decides in %s took longer than %d s: it would be too old to delete by"
                  .formatted(namespace, FRESH.toSeconds());
          return;
        }
        delete(open, until, pool);
      }
    }
  }

  private void keepWhatIsNeeded(Deque<Deletion> open, CleanupPlan now) {
    Map<String, Deletion> deletions = new HashMap<>();
    now.deletions().forEach(d -> deletions.put(d.resource().uid(), d));
    Map<String, Judgement> judgements = new HashMap<>();
    now.judgements().forEach(j -> judgements.put(j.resource().uid(), j));
    open.removeIf(
        deletion -> {
          Resource resource = deletion.resource();
          Judgement judgement = judgements.get(resource.uid());
          if (judgement == null) {
            gone.add(resource);
            return true;
          }
          Optional<String> reason = whyNot(judgement, deletions.get(resource.uid()));
          reason.ifPresent(why -> kept.add(new Kept(resource, why)));
          return reason.isPresent();
        });
  }

  private Optional<String> whyNot(Judgement judgement, @Nullable Deletion deletion) {
    Resource resource = judgement.resource();
    if (deletion == null) {
      return Optional.of(judgement.verdict() + " now: " + String.join("; ", judgement.evidence()));
    }
    if (!resource.resourceVersion().equals(saved.get(resource.uid()))) {
      return Optional.of("has changed since it was judged");
    }
    return saved.keySet().containsAll(deletion.takes())
        ? Optional.empty()
        : Optional.of("owns more than when it was judged");
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
      try {
        note(next, writer.delete(next.resource(), !next.takes().isEmpty()));
      } catch (ClusterException e) {
        stopped = e.getMessage();
        open.addFirst(next);
        throw e;
      }
    }
  }

  private synchronized void note(Deletion deletion, ObjectWriter.Answer answer) {
    Resource resource = deletion.resource();
    switch (answer.outcome()) {
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
