package io.github.tidydag.janitor;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who owns whom, and what ties the objects of a run together. */
final class Graph {
  /** What became of an owner. */
  enum Owned {
    /** It is there. */
    ALIVE,
    /** It is not there, or in another namespace, which Kubernetes counts as absent. */
    DEAD,
    /** Nobody could tell. */
    UNKNOWN
  }

  private final ClusterSnapshot snapshot;
  private final List<Resource> sorted;
  private final Map<String, Resource> byUid = new HashMap<>();
  private final Map<String, List<Resource>> children = new HashMap<>();
  private final Map<String, List<Resource>> named = new HashMap<>();
  private final Map<String, Resource> livePodsByRun = new HashMap<>();
  private final Map<String, Resource> livePodsByApplication = new HashMap<>();
  private final Map<String, Resource> endedDriversByRun = new HashMap<>();
  private final Map<String, Resource> liveApplications = new HashMap<>();
  private final Map<String, Resource> liveRuns = new HashMap<>();
  private final Map<String, Resource> liveDrivers = new HashMap<>();
  private final Map<String, Resource> applications = new HashMap<>();
  private final Map<String, Resource> possibleDrivers = new HashMap<>();
  private final Map<String, Gap> gaps = new HashMap<>();

  Graph(ClusterSnapshot snapshot) {
    this.snapshot = snapshot;
    this.sorted =
        snapshot.resources().stream()
            .sorted(
                Comparator.comparing(Resource::namespace)
                    .thenComparing(Resource::kindName)
                    .thenComparing(Resource::name)
                    .thenComparing(Resource::uid))
            .toList();
    for (Gap gap : snapshot.gaps()) {
      gaps.putIfAbsent(gap.namespace(), gap);
    }
    sorted.forEach(resource -> byUid.putIfAbsent(resource.uid(), resource));
    sorted.forEach(this::add);
  }

  private void add(Resource resource) {
    String namespace = resource.namespace();
    for (Owner owner : resource.owners()) {
      children.computeIfAbsent(owner.uid(), uid -> new ArrayList<>(1)).add(resource);
    }
    for (String name : resource.names()) {
      named.computeIfAbsent(key(namespace, name), k -> new ArrayList<>(1)).add(resource);
    }
    Resource.Run run = resource.run();
    if (resource.is(ResourceKind.POD)) {
      if (isAlive(resource)) {
        put(livePodsByRun, namespace, run.id(), resource);
        put(livePodsByApplication, namespace, run.application(), resource);
      } else if (resource.isDriver() && resource.life() == Life.ENDED) {
        put(endedDriversByRun, namespace, run.id(), resource);
      }
    }
    if (resource.isSparkApplication()) {
      put(applications, namespace, run.application(), resource);
      if (resource.life() == Life.LIVE) {
        put(liveApplications, namespace, run.application(), resource);
        put(liveRuns, namespace, run.id(), resource);
        put(liveDrivers, namespace, run.driver(), resource);
      }
    }
    if (isAlive(resource) && resource.maySpark()) {
      mayDrive(resource);
    }
  }

  /**
   * Whether it runs for somebody. An executor is left over once its driver has ended: it waits for
   * work that nobody will give it (seen where a driver was halted, Spark 4.1.4).
   */
  boolean isAlive(Resource resource) {
    return resource.life() == Life.LIVE && !isLeftOver(resource);
  }

  private boolean isLeftOver(Resource pod) {
    if (!pod.is(ResourceKind.POD) || !pod.label(SparkNames.ROLE).equals("executor")) {
      return false;
    }
    boolean isOver = false;
    for (Owner owner : pod.owners()) {
      if (owner.kind().equals("Pod")) {
        Resource driver = byUid.get(owner.uid());
        boolean hasEnded =
            driver == null
                ? owned(pod, owner) == Owned.DEAD
                : driver.isDriver() && driver.life() == Life.ENDED;
        if (!hasEnded) {
          return false;
        }
        isOver = true;
      }
    }
    return isOver;
  }

  /** Of what may be or have a driver in client mode, the one that was there first. */
  private void mayDrive(Resource resource) {
    Resource first = possibleDrivers.get(resource.namespace());
    if (first == null
        || resource.created().orElse(Instant.MIN).isBefore(first.created().orElse(Instant.MIN))) {
      possibleDrivers.put(resource.namespace(), resource);
    }
  }

  private static void put(
      Map<String, Resource> map, String namespace, String name, Resource resource) {
    if (!name.isEmpty()) {
      map.putIfAbsent(key(namespace, name), resource);
    }
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  /** By namespace, kind, name and uid. */
  List<Resource> sorted() {
    return sorted;
  }

  Owned owned(Resource resource, Owner owner) {
    Resource found = byUid.get(owner.uid());
    if (found != null) {
      return isReachable(resource, found) ? Owned.ALIVE : Owned.DEAD;
    }
    if (snapshot.absent().contains(owner.uid())) {
      return Owned.DEAD;
    }
    Optional<ResourceKind> kind = ResourceKind.of(owner.apiVersion(), owner.kind());
    return kind.isPresent() && wasRead(kind.get(), resource.namespace())
        ? Owned.DEAD
        : Owned.UNKNOWN;
  }

  private static boolean isReachable(Resource resource, Resource owner) {
    return owner.namespace().isEmpty() || owner.namespace().equals(resource.namespace());
  }

  Optional<Resource> resource(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  private boolean wasRead(ResourceKind kind, String namespace) {
    return kind.decides()
        && snapshot.gaps().stream()
            .noneMatch(
                g -> g.kind() == kind && (g.isEverywhere() || g.namespace().equals(namespace)));
  }

  /** The first kind that was not read there: it may decide, or go along unseen. */
  Optional<Gap> gap(String namespace) {
    Gap everywhere = gaps.get("");
    return Optional.ofNullable(everywhere == null ? gaps.get(namespace) : everywhere);
  }

  /**
   * The topmost owners that are there; the resource itself if nothing owns it. Of owners that own
   * each other, the one where their circle closes.
   */
  List<Resource> tops(Resource resource) {
    Map<String, Resource> tops = new LinkedHashMap<>();
    climb(resource, new HashSet<>(), new HashSet<>(), tops);
    return List.copyOf(tops.values());
  }

  private void climb(Resource at, Set<String> path, Set<String> done, Map<String, Resource> tops) {
    if (!path.add(at.uid())) {
      tops.put(at.uid(), at);
      return;
    }
    if (done.add(at.uid())) {
      boolean isTop = true;
      for (Owner owner : at.owners()) {
        if (owned(at, owner) == Owned.ALIVE) {
          isTop = false;
          climb(byUid.getOrDefault(owner.uid(), at), path, done, tops);
        }
      }
      if (isTop) {
        tops.put(at.uid(), at);
      }
    }
    path.remove(at.uid());
  }

  /**
   * A resource and all that it owns, whoever else owns that too: more than Kubernetes collects with
   * it, never less.
   */
  Map<String, Resource> below(Resource root) {
    Map<String, Resource> below = new LinkedHashMap<>();
    Deque<Resource> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Resource at = open.poll();
      if (below.putIfAbsent(at.uid(), at) == null) {
        for (Resource child : children.getOrDefault(at.uid(), List.of())) {
          if (isReachable(child, at)) {
            open.add(child);
          }
        }
      }
    }
    return below;
  }

  /** Those whose specification names it. */
  List<Resource> namedBy(Resource resource) {
    return named.getOrDefault(key(resource.namespace(), resource.name()), List.of());
  }

  Optional<Resource> livePodOfRun(Resource resource) {
    return Optional.ofNullable(livePodsByRun.get(key(resource.namespace(), resource.run().id())));
  }

  Optional<Resource> livePodOfApplication(Resource application) {
    return Optional.ofNullable(
        livePodsByApplication.get(key(application.namespace(), application.run().application())));
  }

  Optional<Resource> endedDriver(Resource resource) {
    return Optional.ofNullable(
        endedDriversByRun.get(key(resource.namespace(), resource.run().id())));
  }

  /** A live SparkApplication that it belongs to without being owned by it. */
  Optional<Resource> liveApplication(Resource resource) {
    String namespace = resource.namespace();
    Resource.Run run = resource.run();
    Resource byRun = liveRuns.get(key(namespace, run.id()));
    if (byRun != null) {
      return Optional.of(byRun);
    }
    Resource byDriver =
        resource.is(ResourceKind.POD) ? liveDrivers.get(key(namespace, resource.name())) : null;
    if (byDriver != null) {
      return Optional.of(byDriver);
    }
    return Optional.ofNullable(liveApplications.get(key(namespace, run.application())))
        .filter(
            a ->
                run.submission().isEmpty()
                    || a.run().submission().isEmpty()
                    || run.submission().equals(a.run().submission()));
  }

  boolean hasApplication(Resource resource) {
    return applications.containsKey(key(resource.namespace(), resource.run().application()));
  }

  /**
   * What lives, was there when the resource was made, and may be or have its driver in client mode.
   */
  Optional<Resource> possibleDriver(Resource resource) {
    return Optional.ofNullable(possibleDrivers.get(resource.namespace()))
        .filter(
            pod ->
                !pod.created().orElse(Instant.MIN).isAfter(resource.created().orElse(Instant.MAX)));
  }
}
