package io.github.tidydag.janitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Decides what may be deleted. A topmost owner is judged with everything below it, since deleting
 * it takes that along: one thing that lives, or that somebody wants kept, keeps all.
 */
public final class DeletionPlanner {
  private final ClusterSnapshot snapshot;
  private final PlanOptions options;
  private final Graph graph;
  private final KeepRules keeping;
  private final GarbageRules garbage;

  private DeletionPlanner(ClusterSnapshot snapshot, PlanOptions options) {
    this.snapshot = snapshot;
    this.options = options;
    this.graph = new Graph(snapshot);
    this.keeping = new KeepRules(graph, options);
    this.garbage = new GarbageRules(graph, options, snapshot.taken());
  }

  /** The plan for what a snapshot shows. */
  public static CleanupPlan plan(ClusterSnapshot snapshot, PlanOptions options) {
    return new DeletionPlanner(snapshot, options).plan();
  }

  private CleanupPlan plan() {
    Map<String, List<Resource>> topsOf = new LinkedHashMap<>();
    Map<String, Resource> tops = new LinkedHashMap<>();
    for (Resource resource : graph.sorted()) {
      if (isSubject(resource)) {
        List<Resource> above = graph.tops(resource);
        topsOf.put(resource.uid(), above);
        above.forEach(top -> tops.putIfAbsent(top.uid(), top));
      }
    }
    Map<String, Ruling> rulings = new HashMap<>();
    tops.values().forEach(top -> rulings.put(top.uid(), judge(top)));
    keepLast(tops.values(), rulings);
    keepShared(topsOf, tops, rulings);
    List<Judgement> judgements = new ArrayList<>();
    for (Resource resource : graph.sorted()) {
      List<Resource> above = topsOf.get(resource.uid());
      if (above != null) {
        Ruling ruling = worst(above, rulings);
        judgements.add(
            new Judgement(
                resource,
                ruling.verdict(),
                application(resource, above.get(0)),
                ruling.evidence(),
                above.stream().map(Resource::uid).toList()));
      }
    }
    return new CleanupPlan(
        snapshot.source(),
        snapshot.taken(),
        options,
        judgements,
        deletions(tops.values(), rulings),
        snapshot.gaps());
  }

  private static String application(Resource resource, Resource top) {
    return Stream.of(
            resource.run().application(),
            top.run().application(),
            resource.label(SparkNames.APP_NAME),
            top.label(SparkNames.APP_NAME),
            resource.run().id())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(top.name());
  }

  /** Whether Spark or its operators made it, or something that they made owns it. */
  private boolean isSubject(Resource resource) {
    if (resource.kind().isEmpty()
        || !resource.kind().get().isSubject()
        || !isWanted(resource.namespace())) {
      return false;
    }
    if (resource.isSparkApplication() || ResourceReader.hasSparkLabels(resource)) {
      return true;
    }
    if (!resource.is(ResourceKind.POD) && SparkNames.isShaped(resource.name())) {
      return true;
    }
    return resource.owners().stream()
        .map(o -> graph.resource(o.uid()))
        .flatMap(Optional::stream)
        .anyMatch(o -> o.isSparkApplication() || ResourceReader.hasSparkLabels(o));
  }

  private boolean isWanted(String namespace) {
    return !PlanOptions.isKubernetesOwn(namespace)
        && (options.namespaces().isEmpty() || options.namespaces().contains(namespace));
  }

  private Ruling judge(Resource top) {
    Map<String, Resource> below = graph.below(top);
    return keeping.of(top, below).orElseGet(() -> garbage.of(top, below.values()));
  }

  /** The runs of an application that ended last stay, as many as the user wants. */
  private void keepLast(Collection<Resource> tops, Map<String, Ruling> rulings) {
    if (options.keepLast() == 0) {
      return;
    }
    Map<String, List<Resource>> groups = new TreeMap<>();
    for (Resource top : tops) {
      if (top.life() == Life.ENDED) {
        groups.computeIfAbsent(group(top), g -> new ArrayList<>()).add(top);
      }
    }
    for (List<Resource> group : groups.values()) {
      group.sort(
          Comparator.comparing((Resource r) -> r.ended().orElse(Instant.MAX))
              .reversed()
              .thenComparing(Resource::name));
      for (Resource last : group.subList(0, Math.min(options.keepLast(), group.size()))) {
        rulings.computeIfPresent(
            last.uid(),
            (uid, ruling) ->
                ruling.verdict().isGarbage()
                    ? new Ruling(
                        Verdict.PROTECTED,
                        last.shown() + " is among the last " + options.keepLast() + " of its runs")
                    : ruling);
      }
    }
  }

  /** Runs of one task, or of one schedule, have names of their own. */
  private static String group(Resource top) {
    String task = top.label("dag_id") + "/" + top.label("task_id");
    String scheduled = top.label("sparkoperator.k8s.io/scheduled-app-name");
    String name = top.label(SparkNames.APP_NAME);
    return top.namespace()
        + "/"
        + (task.length() > 1
            ? task
            : scheduled.isEmpty() ? name.isEmpty() ? top.name() : name : scheduled);
  }

  /** Where something has several topmost owners, one that stays keeps the others. */
  private void keepShared(
      Map<String, List<Resource>> topsOf, Map<String, Resource> tops, Map<String, Ruling> rulings) {
    Set<List<Resource>> shared = new HashSet<>();
    topsOf.values().stream().filter(above -> above.size() > 1).forEach(shared::add);
    boolean isChanged = !shared.isEmpty();
    while (isChanged) {
      isChanged = false;
      for (List<Resource> above : shared) {
        Ruling worst = worst(above, rulings);
        for (Resource top : above) {
          Ruling now = rulings.getOrDefault(top.uid(), worst);
          if (!worst.verdict().isGarbage() && now.verdict().isGarbage()) {
            rulings.put(tops.getOrDefault(top.uid(), top).uid(), worst);
            isChanged = true;
          }
        }
      }
    }
  }

  private static Ruling worst(List<Resource> above, Map<String, Ruling> rulings) {
    return above.stream()
        .map(top -> rulings.get(top.uid()))
        .filter(ruling -> ruling != null)
        .min(Comparator.comparing(Ruling::verdict))
        .orElseThrow();
  }

  private List<CleanupPlan.Deletion> deletions(
      Collection<Resource> tops, Map<String, Ruling> rulings) {
    List<CleanupPlan.Deletion> deletions = new ArrayList<>();
    for (Resource top : tops) {
      Ruling ruling = rulings.get(top.uid());
      if (ruling != null && ruling.verdict().isGarbage() && isWanted(top.namespace())) {
        List<String> takes =
            graph.below(top).keySet().stream().filter(uid -> !uid.equals(top.uid())).toList();
        deletions.add(new CleanupPlan.Deletion(top, ruling.verdict(), ruling.evidence(), takes));
      }
    }
    return deletions;
  }
}
