package io.github.tidydag.janitor;

import java.time.Duration;
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
public final class Planner {
  /** A restored object is younger than its name says, by more than a slow start can explain. */
  private static final Duration RESTORED = Duration.ofHours(1);

  private final ClusterSnapshot snapshot;
  private final PlanOptions options;
  private final Graph graph;

  private Planner(ClusterSnapshot snapshot, PlanOptions options) {
    this.snapshot = snapshot;
    this.options = options;
    this.graph = new Graph(snapshot);
  }

  private record Ruling(Verdict verdict, List<String> evidence) {
    Ruling(Verdict verdict, String... evidence) {
      this(verdict, List.of(evidence));
    }
  }

  /** The plan for what a snapshot shows. */
  public static CleanupPlan plan(ClusterSnapshot snapshot, PlanOptions options) {
    return new Planner(snapshot, options).plan();
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
            top.label(SparkNames.APP_NAME))
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
    Optional<Ruling> block = Optional.empty();
    for (Resource resource : below.values()) {
      Optional<Ruling> one = block(resource, below);
      if (one.isPresent()
          && (block.isEmpty() || one.get().verdict().compareTo(block.get().verdict()) < 0)) {
        block = one;
      }
    }
    return block.orElseGet(() -> withLeftOver(judgeDead(top, below.values()), below.values()));
  }

  /** Says, too, which containers would end. */
  private static Ruling withLeftOver(Ruling ruling, Collection<Resource> below) {
    if (!ruling.verdict().isGarbage()) {
      return ruling;
    }
    List<String> evidence = new ArrayList<>(ruling.evidence());
    below.stream()
        .filter(resource -> resource.life() == Life.LIVE)
        .forEach(
            pod -> evidence.add(pod.shown() + " is " + pod.state() + ", but its driver has ended"));
    return new Ruling(ruling.verdict(), evidence);
  }

  /** What keeps a resource, and with it all that would go with it. */
  private Optional<Ruling> block(Resource resource, Map<String, Resource> below) {
    String shown = resource.shown();
    if (graph.isAlive(resource)) {
      String state = resource.state().isEmpty() ? "has not ended" : "is " + resource.state();
      return keep(Verdict.IN_USE, shown + " " + state);
    }
    Optional<Resource> pod =
        resource.isSparkApplication()
            ? graph.livePodOfApplication(resource).or(() -> graph.livePodOfRun(resource))
            : graph.livePodOfRun(resource);
    if (pod.isPresent()) {
      return keep(
          Verdict.IN_USE,
          pod.get().shown() + " of the same application as " + shown + " is " + pod.get().state());
    }
    Optional<Resource> application = graph.liveApplication(resource);
    if (application.isPresent()) {
      String state = application.get().state();
      return keep(
          Verdict.IN_USE,
          shown
              + " belongs to "
              + application.get().shown()
              + ", which "
              + (state.isEmpty() ? "has not ended" : "is " + state));
    }
    for (Resource by : graph.namedBy(resource)) {
      if (!below.containsKey(by.uid())) {
        return keep(
            by.is(ResourceKind.POD) ? Verdict.IN_USE : Verdict.PROTECTED,
            by.shown() + " names " + shown);
      }
    }
    if (!resource.marks().isEmpty()) {
      return keep(Verdict.PROTECTED, shown + " " + resource.marks().get(0));
    }
    if (resource.is(ResourceKind.PERSISTENT_VOLUME_CLAIM)
        && !options.kinds().contains(ResourceKind.PERSISTENT_VOLUME_CLAIM)) {
      return keep(
          Verdict.PROTECTED,
          shown + " would go too; name persistentvolumeclaims among the kinds if it may");
    }
    if (resource.isDeleting()) {
      return keep(Verdict.UNSURE, shown + " is being deleted already; see its finalizers");
    }
    return doubt(resource);
  }

  private Optional<Ruling> doubt(Resource resource) {
    Optional<Gap> gap = graph.gap(resource.namespace());
    if (gap.isPresent()) {
      return keep(Verdict.UNSURE, gap.get().kind() + " were not read: " + gap.get().reason());
    }
    for (Owner owner : resource.owners()) {
      Graph.Owned owned = graph.owned(resource, owner);
      if (owned == Graph.Owned.UNKNOWN) {
        return keep(
            Verdict.UNSURE,
            "whether owner " + owner + " of " + resource.shown() + " exists, is not known");
      }
      Optional<Resource> elsewhere =
          owned == Graph.Owned.DEAD ? graph.resource(owner.uid()) : Optional.empty();
      if (elsewhere.isPresent() && elsewhere.get().life() != Life.ENDED) {
        return keep(
            Verdict.UNSURE,
            "owner " + owner + " exists, but in namespace " + elsewhere.get().namespace());
      }
    }
    return Optional.empty();
  }

  private static Optional<Ruling> keep(Verdict verdict, String evidence) {
    return Optional.of(new Ruling(verdict, evidence));
  }

  /** Of a top that nothing keeps, with nothing alive below. */
  private Ruling judgeDead(Resource top, Collection<Resource> below) {
    Optional<Ruling> unselected = unselected(top);
    if (unselected.isPresent()) {
      return unselected.get();
    }
    if (top.owners().stream().anyMatch(o -> graph.owned(top, o) == Graph.Owned.ALIVE)) {
      return new Ruling(Verdict.UNSURE, "the owners of " + top.shown() + " own each other");
    }
    if (top.isSparkApplication()) {
      return ended(top, Verdict.RETAINED);
    }
    if (top.is(ResourceKind.POD)) {
      return endedPod(top, below);
    }
    if (top.kind().isEmpty() || !top.kind().get().isSubject()) {
      return new Ruling(Verdict.PROTECTED, "owner " + shownWithUid(top) + " exists");
    }
    return top.owners().isEmpty() ? unowned(top) : deadOwner(top);
  }

  private Optional<Ruling> unselected(Resource top) {
    if (!options.selector().entrySet().stream()
        .allMatch(want -> want.getValue().equals(top.labels().get(want.getKey())))) {
      return keep(Verdict.PROTECTED, top.shown() + " does not match the selector");
    }
    return top.kind().isPresent()
            && top.kind().get().isSubject()
            && !options.kinds().contains(top.kind().get())
        ? keep(Verdict.PROTECTED, top.kind().get() + " are not among the kinds to delete")
        : Optional.empty();
  }

  private Ruling endedPod(Resource pod, Collection<Resource> below) {
    if (!pod.owners().isEmpty()) {
      return ended(pod, Verdict.ORPHAN);
    }
    boolean isOperators = pod.labels().containsKey(SparkNames.KUBEFLOW_LAUNCHED);
    if (pod.label(SparkNames.ROLE).equals("driver")) {
      return ended(
          pod, isOperators && !graph.hasApplication(pod) ? Verdict.ORPHAN : Verdict.RETAINED);
    }
    if (pod.label(SparkNames.ROLE).equals("executor")) {
      return graph.endedDriver(pod).isPresent() ? ended(pod, Verdict.ORPHAN) : driverless(pod);
    }
    // a driver in client mode is a pod like any other, but for what it owns
    return below.stream().anyMatch(r -> r.label(SparkNames.ROLE).equals("executor"))
        ? ended(pod, Verdict.RETAINED)
        : new Ruling(Verdict.UNSURE, pod.shown() + " ended, and is no driver by its labels");
  }

  /** Something that has ended, if that is long enough ago. */
  private Ruling ended(Resource top, Verdict verdict) {
    String how = shownWithUid(top) + " is " + top.state();
    if (top.ended().isEmpty()) {
      return new Ruling(Verdict.UNSURE, how + ", but does not say since when");
    }
    Duration since = Duration.between(top.ended().get(), snapshot.taken());
    String when = how + " since " + top.ended().get() + ", " + Ages.words(since);
    if (since.compareTo(options.age()) < 0) {
      return new Ruling(
          Verdict.PROTECTED, when + "; the minimum age is " + Ages.words(options.age()));
    }
    Optional<Instant> expires = top.expires();
    if (expires.isPresent() && expires.get().isAfter(snapshot.taken())) {
      return new Ruling(
          Verdict.PROTECTED, when + "; its timeToLiveSeconds deletes it at " + expires.get());
    }
    List<String> evidence = new ArrayList<>(List.of(when));
    if (expires.isPresent()) {
      evidence.add(
          "its timeToLiveSeconds ended at "
              + expires.get()
              + ": no operator seems to look after it");
    }
    if (!top.owners().isEmpty()) {
      evidence.addAll(deadOwners(top));
    } else if (verdict == Verdict.ORPHAN && top.is(ResourceKind.POD)) {
      evidence.add(
          top.run().application().isEmpty()
              ? "it has no owner"
              : "it has no owner, and there is no SparkApplication " + top.run().application());
    }
    return new Ruling(verdict, evidence);
  }

  private List<String> deadOwners(Resource top) {
    List<String> evidence = new ArrayList<>();
    for (Owner owner : top.owners()) {
      evidence.add(
          "owner "
              + owner
              + (graph.resource(owner.uid()).isPresent()
                  ? " is in another namespace"
                  : " does not exist"));
    }
    evidence.add("Kubernetes' garbage collector should have taken it: see whether it works");
    return evidence;
  }

  private Ruling deadOwner(Resource top) {
    Optional<Duration> age = age(top);
    if (age.isEmpty()) {
      return new Ruling(Verdict.UNSURE, top.shown() + " does not say when it was created");
    }
    List<String> evidence = deadOwners(top);
    if (age.get().compareTo(options.age()) < 0) {
      return new Ruling(
          Verdict.PROTECTED,
          evidence.get(0),
          "it is "
              + Ages.words(age.get())
              + " old; the minimum age is "
              + Ages.words(options.age()));
    }
    if (!SparkNames.isShaped(top.name()) && !ResourceReader.hasSparkLabels(top)) {
      return new Ruling(Verdict.UNSURE, evidence.get(0), "its name is none that Spark gives");
    }
    return new Ruling(Verdict.ORPHAN, evidence);
  }

  private Ruling unowned(Resource top) {
    boolean isExecutors =
        top.is(ResourceKind.CONFIG_MAP)
            && SparkNames.isExecutorConf(top.name())
            && top.label(SparkNames.ROLE).equals("executor")
            && !top.run().id().isEmpty();
    boolean isDrivers = top.is(ResourceKind.CONFIG_MAP) && SparkNames.isDriverConf(top.name());
    if (!isExecutors && !isDrivers) {
      return new Ruling(
          Verdict.UNSURE,
          top.shown()
              + " has no owner, and its name and labels are not of an executor's or driver's"
              + " ConfigMap: Spark did not leave it so");
    }
    Optional<Ruling> doubt = doubtContent(top, isExecutors);
    if (doubt.isPresent()) {
      return doubt.get();
    }
    Optional<Resource> driver = graph.endedDriver(top);
    if (isExecutors && driver.isPresent() && !isRestored(top)) {
      Ruling ruling = ended(driver.get(), Verdict.RETAINED);
      List<String> evidence = new ArrayList<>(List.of(top.shown() + " has no owner"));
      evidence.addAll(ruling.evidence());
      return new Ruling(ruling.verdict().isGarbage() ? Verdict.ORPHAN : ruling.verdict(), evidence);
    }
    return driverless(top);
  }

  private Optional<Ruling> doubtContent(Resource top, boolean isExecutors) {
    String shown = top.shown();
    Optional<String> wrong =
        switch (top.content()) {
          case UNREAD -> Optional.of("what " + shown + " holds was not read");
          case COPY -> Optional.of(shown + " holds another ConfigMap's properties: a copy");
          case FOREIGN -> Optional.of(shown + " holds what Spark does not write");
          case EMPTY ->
              isExecutors
                  ? Optional.empty()
                  : Optional.of(shown + " is empty, which Spark's are not");
          case SPARK -> Optional.empty();
        };
    if (wrong.isPresent()) {
      return keep(Verdict.UNSURE, wrong.get());
    }
    if ((isRestored(top) || !isExecutors) && !options.policy().takesRestored()) {
      return keep(
          Verdict.UNSURE,
          shown
              + (isExecutors
                  ? " is not of the time in its name, or has a restore's label: restored or copied"
                  : " has no owner, which Spark always gives it: restored or copied"));
    }
    return Optional.empty();
  }

  /** Without an owner, of a run without a driver that can be seen. */
  private Ruling driverless(Resource top) {
    String none =
        top.shown()
            + " has no owner, and no driver "
            + (top.run().id().isEmpty() ? "is to be seen" : "of " + top.run().id() + " is there");
    Optional<Duration> least = options.ageWithoutDriver();
    if (least.isEmpty()) {
      return new Ruling(
          Verdict.UNSURE,
          none,
          "a driver in client mode may live where nothing shows it; say --no-client-mode if there is"
              + " none");
    }
    Optional<Resource> possible =
        options.noClientMode() ? Optional.empty() : graph.possibleDriver(top);
    if (possible.isPresent()) {
      return new Ruling(
          Verdict.UNSURE,
          none,
          possible.get().shown()
              + " is older and "
              + possible.get().state()
              + ", and may be its driver in client mode");
    }
    Optional<Duration> age = age(top);
    if (age.isEmpty() || age.get().compareTo(least.get()) < 0) {
      return new Ruling(
          Verdict.UNSURE,
          none,
          "without a driver to be seen, the minimum age is " + Ages.words(least.get()));
    }
    return new Ruling(Verdict.ORPHAN, none, "it is " + Ages.words(age.get()) + " old");
  }

  private boolean isRestored(Resource top) {
    return top.labels().containsKey(SparkNames.RESTORED) || isYoungerThanItsName(top);
  }

  private static boolean isYoungerThanItsName(Resource top) {
    return top.created()
        .flatMap(
            made ->
                SparkNames.created(top.name(), made)
                    .map(named -> Duration.between(named, made).abs().compareTo(RESTORED) > 0))
        .orElse(false);
  }

  private Optional<Duration> age(Resource top) {
    return top.created().map(made -> Duration.between(made, snapshot.taken()));
  }

  private static String shownWithUid(Resource resource) {
    return resource.shown() + " (uid " + resource.uid() + ")";
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
