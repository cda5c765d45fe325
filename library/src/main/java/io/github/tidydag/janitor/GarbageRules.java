package io.github.tidydag.janitor;

import static io.github.tidydag.janitor.Ruling.keep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether a topmost owner is garbage that nothing keeps: how it ended, when, and who made it. */
final class GarbageRules {
  /** A restored object is younger than its name says, by more than a slow start can explain. */
  private static final Duration RESTORED = Duration.ofHours(1);

  private final Graph graph;
  private final PlanOptions options;
  private final Instant taken;

  GarbageRules(Graph graph, PlanOptions options, Instant taken) {
    this.graph = graph;
    this.options = options;
    this.taken = taken;
  }

  /**
   * What becomes of a topmost owner.
   *
   * @param below itself, and all that would go with it
   */
  Ruling of(Resource top, Collection<Resource> below) {
    return withLeftOver(dead(top, below), below);
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
            pod -> evidence.add(pod.shown() + " " + pod.lives() + ", but its driver has ended"));
    return new Ruling(ruling.verdict(), evidence);
  }

  private Ruling dead(Resource top, Collection<Resource> below) {
    if (top.isSparkApplication()) {
      return ended(top, Verdict.RETAINED, lastEnd(top, below));
    }
    if (top.is(ResourceKind.POD)) {
      return endedPod(top, below);
    }
    if (top.kind().isEmpty() || !top.kind().get().isSubject()) {
      return new Ruling(Verdict.PROTECTED, "owner " + shownWithUid(top) + " exists");
    }
    return top.owners().isEmpty() ? unowned(top) : deadOwner(top);
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

  /** When it ended, or the last of what it owns. */
  private static Optional<Instant> lastEnd(Resource top, Collection<Resource> below) {
    return top.ended().isEmpty()
        ? Optional.empty()
        : below.stream().map(Resource::ended).flatMap(Optional::stream).max(Instant::compareTo);
  }

  private Ruling ended(Resource top, Verdict verdict) {
    return ended(top, verdict, top.ended());
  }

  /** Something that has ended, if that is long enough ago. */
  private Ruling ended(Resource top, Verdict verdict, Optional<Instant> ended) {
    String how = shownWithUid(top) + " is " + top.state();
    if (ended.isEmpty()) {
      return new Ruling(Verdict.UNSURE, how + ", but does not say since when");
    }
    Duration since = Duration.between(ended.get(), taken);
    String when = how + " since " + ended.get() + ", " + Ages.words(since);
    if (since.compareTo(options.age()) < 0) {
      return new Ruling(
          Verdict.PROTECTED, when + "; the minimum age is " + Ages.words(options.age()));
    }
    Optional<Instant> expires = top.expires();
    if (expires.isPresent() && expires.get().isAfter(taken)) {
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
    evidence.add(
        "Kubernetes' garbage collector should take it in minutes: if it does not, see whether it works");
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
              + " none, or name a plan of some time before by --earlier");
    }
    Optional<EarlierScan> earlier = options.noClientMode() ? Optional.empty() : options.earlier();
    Optional<String> doubt = earlier.flatMap(scan -> doubtEarlier(top, scan));
    if (doubt.isPresent()) {
      return new Ruling(Verdict.UNSURE, none, doubt.get());
    }
    Optional<Resource> possible =
        options.noClientMode() ? Optional.empty() : graph.possibleDriver(top);
    if (possible.isPresent()) {
      return new Ruling(
          Verdict.UNSURE,
          none,
          possible.get().shown()
              + " is older, "
              + possible.get().lives()
              + (possible.get().is(ResourceKind.POD)
                  ? ", and may be its driver in client mode"
                  : ", and may have its driver"));
    }
    Optional<Duration> age = age(top);
    if (age.isEmpty() || age.get().compareTo(least.get()) < 0) {
      return new Ruling(
          Verdict.UNSURE,
          none,
          "without a driver to be seen, the minimum age is " + Ages.words(least.get()));
    }
    List<String> evidence =
        new ArrayList<>(List.of(none, "it is " + Ages.words(age.get()) + " old"));
    earlier.ifPresent(
        scan -> evidence.add("nothing alive needed it at " + scan.taken() + " either"));
    return new Ruling(Verdict.ORPHAN, evidence);
  }

  /** Dynamic allocation may leave a live driver without executors, but hardly for long. */
  private Optional<String> doubtEarlier(Resource top, EarlierScan earlier) {
    if (!earlier.idle().contains(top.uid())) {
      return Optional.of("the plan of " + earlier.taken() + " has not seen it without need");
    }
    Duration between = Duration.between(earlier.taken(), taken);
    return between.compareTo(options.age()) < 0
        ? Optional.of(
            "the plan of "
                + earlier.taken()
                + " is not as old as the minimum age, "
                + Ages.words(options.age()))
        : Optional.empty();
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
    return top.created().map(made -> Duration.between(made, taken));
  }

  private static String shownWithUid(Resource resource) {
    return resource.shown() + " (uid " + resource.uid() + ")";
  }
}
