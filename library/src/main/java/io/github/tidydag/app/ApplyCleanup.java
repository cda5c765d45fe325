package io.github.tidydag.app;

import io.github.tidydag.cluster.ClusterConnection;
import io.github.tidydag.cluster.ClusterException;
import io.github.tidydag.cluster.ObjectReader;
import io.github.tidydag.cluster.ObjectWriter;
import io.github.tidydag.cluster.Power;
import io.github.tidydag.cluster.SnapshotReader;
import io.github.tidydag.janitor.ApprovedPlan;
import io.github.tidydag.janitor.Caps;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.CleanupPlan.Deletion;
import io.github.tidydag.janitor.CleanupResult;
import io.github.tidydag.janitor.CleanupResult.Kept;
import io.github.tidydag.janitor.CleanupResult.Right;
import io.github.tidydag.janitor.ClusterSnapshot;
import io.github.tidydag.janitor.DeletionPlanner;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.Tally;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes what a plan says, if it still says so when looked at again, and writes it down before.
 * Whatever stops it, the next run goes on from there.
 */
public final class ApplyCleanup {
  private final Request request;
  private final Dialog dialog;
  private final ClusterConnection cluster;
  private final ObjectWriter writer;
  private final Optional<ApprovedPlan> approved;
  private final PlanOptions options;
  private final List<Resource> gone = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();

  /**
   * What to apply.
   *
   * @param plan a plan file; else what is found in the namespaces of the options
   * @param options what to look for, and where; a plan file brings its own
   * @param backups the folder where a file is put with all that goes
   * @param version tidydag's own
   */
  public record Request(
      Optional<Path> plan,
      PlanOptions options,
      Optional<Path> kubeconfig,
      Optional<String> context,
      Path backups,
      Caps caps,
      Pace pace,
      InstantSource clock,
      String version) {}

  private ApplyCleanup(
      Request request, Dialog dialog, ClusterConnection cluster, Optional<ApprovedPlan> approved) {
    this.request = request;
    this.dialog = dialog;
    this.cluster = cluster;
    this.writer = new ObjectWriter(cluster);
    this.approved = approved;
    this.options = approved.map(ApprovedPlan::options).orElse(request.options());
  }

  /**
   * Reads, asks, writes down and deletes.
   *
   * @throws TidydagException if it ends before anything was deleted, for another reason than that
   *     there is nothing to delete
   */
  public static CleanupResult apply(Request request, Dialog dialog) {
    Optional<ApprovedPlan> approved = request.plan().map(PlanFile::read);
    Set<String> namespaces =
        approved.map(ApprovedPlan::namespaces).orElse(request.options().namespaces());
    PlanCleanup.refuseKubernetesOwn(namespaces);
    try (ClusterConnection cluster =
        ClusterConnection.open(request.kubeconfig(), request.context(), Power.DELETE)) {
      dialog.tell("cluster " + cluster.shown());
      approved.ifPresent(plan -> dialog.tell("a plan of " + plan.source() + ", " + plan.taken()));
      return namespaces.isEmpty()
          ? nothing(List.of(), List.of(), List.of(), List.of())
          : new ApplyCleanup(request, dialog, cluster, approved).apply(namespaces);
    } catch (ClusterException e) {
      throw TidydagException.cluster(e.getMessage() + "; nothing was deleted", e);
    }
  }

  private static CleanupResult nothing(
      List<Resource> gone, List<Kept> kept, List<Right> missing, List<Gap> unread) {
    return new CleanupResult(
        List.of(), gone, kept, missing, unread, Optional.empty(), Optional.empty());
  }

  private CleanupResult apply(Set<String> namespaces) {
    ClusterSnapshot snapshot =
        new SnapshotReader(cluster, namespaces, options.readsSecrets()).read(request.clock());
    CleanupPlan plan = DeletionPlanner.plan(snapshot, options);
    Map<String, Resource> there = snapshot.byUid();
    List<Deletion> agreed = agreed(plan, there);
    approved.ifPresent(a -> tellOfTheMissing(a, there));
    List<Right> missing = missing(agreed);
    agreed = permitted(agreed, missing);
    Caps.Capped capped = request.caps().apply(agreed, plan);
    kept.addAll(capped.kept());
    agreed = capped.deletions();
    if (agreed.isEmpty()) {
      return nothing(gone, kept, missing, plan.gaps());
    }
    if (!dialog.agrees(question(agreed))) {
      throw TidydagException.configuration("not confirmed: nothing was deleted");
    }
    Backup backup = backUp(agreed, there);
    dialog.tell("backup " + PathNames.shown(backup.file()));
    Deletions deletions =
        new Deletions(cluster, options, backup.saved(), request.pace(), request.clock(), dialog);
    deletions.run(agreed, snapshot);
    Set<Gap> unread = new LinkedHashSet<>(plan.gaps());
    unread.addAll(deletions.unread());
    gone.addAll(deletions.gone());
    kept.addAll(deletions.kept());
    return new CleanupResult(
        deletions.deleted(),
        gone,
        kept,
        missing,
        List.copyOf(unread),
        Optional.of(backup.file()),
        deletions.stopped());
  }

  /** What is to go by what is there now, and by the plan that somebody has read. */
  private List<Deletion> agreed(CleanupPlan plan, Map<String, Resource> there) {
    if (approved.isEmpty()) {
      return plan.deletions();
    }
    List<Deletion> agreed = new ArrayList<>();
    for (Deletion deletion : plan.deletions()) {
      if (approved.get().names(deletion)) {
        Optional<String> difference = approved.get().difference(deletion, there);
        difference.ifPresent(why -> kept.add(new Kept(deletion.resource(), why)));
        if (difference.isEmpty()) {
          agreed.add(deletion);
        }
      }
    }
    plan.judgements().stream()
        .filter(j -> approved.get().versions().containsKey(j.resource().uid()))
        .filter(j -> !j.verdict().isGarbage())
        .forEach(j -> kept.add(new Kept(j.resource(), j.now())));
    return agreed;
  }

  private void tellOfTheMissing(ApprovedPlan plan, Map<String, Resource> there) {
    long missing = plan.versions().keySet().stream().filter(uid -> !there.containsKey(uid)).count();
    if (missing > 0) {
      dialog.tell(
          missing
              + " of "
              + plan.versions().size()
              + " objects of the plan are not in this cluster");
    }
  }

  private List<Right> missing(List<Deletion> agreed) {
    List<Right> missing = new ArrayList<>();
    agreed.stream()
        .map(d -> right(d.resource()))
        .distinct()
        .filter(right -> !writer.may(right.verb(), right.kind(), right.namespace()))
        .forEach(missing::add);
    return missing;
  }

  private static Right right(Resource resource) {
    return new Right("delete", resource.kind().orElseThrow(), resource.namespace());
  }

  private List<Deletion> permitted(List<Deletion> agreed, List<Right> missing) {
    List<Deletion> permitted = new ArrayList<>();
    for (Deletion deletion : agreed) {
      Right right = right(deletion.resource());
      if (missing.contains(right)) {
        kept.add(
            new Kept(
                deletion.resource(),
                "the account may not %s %s there".formatted(right.verb(), right.kind())));
      } else {
        permitted.add(deletion);
      }
    }
    return permitted;
  }

  private String question(List<Deletion> agreed) {
    String kinds = Tally.kinds(agreed.stream().map(Deletion::resource));
    String namespaces =
        agreed.stream()
            .map(d -> d.resource().namespace())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    long taken = agreed.stream().flatMap(d -> d.takes().stream()).distinct().count();
    return "Delete %s, and with them %d more objects that they own, in %s of %s?"
        .formatted(kinds, taken, namespaces, cluster.shown());
  }

  private Backup backUp(List<Deletion> agreed, Map<String, Resource> there) {
    Map<String, Resource> all = new LinkedHashMap<>();
    for (Deletion deletion : agreed) {
      all.put(deletion.resource().uid(), deletion.resource());
      deletion.takes().forEach(uid -> all.put(uid, there.getOrDefault(uid, deletion.resource())));
    }
    return Backup.write(
        request.backups(),
        new Backup.Header(cluster.shown(), request.clock().instant(), request.version()),
        sink -> new ObjectReader(cluster).read(all.values(), sink));
  }
}
