package io.github.tidydag.janitor;

import static io.github.tidydag.janitor.Ruling.keep;

import java.util.Map;
import java.util.Optional;

/** What keeps an object: what lives, who wants it, and what is not known. */
final class KeepRules {
  private final Graph graph;
  private final PlanOptions options;

  KeepRules(Graph graph, PlanOptions options) {
    this.graph = graph;
    this.options = options;
  }

  /**
   * Why a topmost owner stays, by the strongest reason of all that would go with it; empty if there
   * is none.
   */
  Optional<Ruling> of(Resource top, Map<String, Resource> below) {
    Optional<Ruling> kept = Optional.empty();
    for (Resource resource : below.values()) {
      Optional<Ruling> one = block(resource, below).or(() -> unseen(resource, top));
      if (one.isPresent()
          && (kept.isEmpty() || one.get().verdict().compareTo(kept.get().verdict()) < 0)) {
        kept = one;
      }
    }
    return kept.or(() -> unselected(top)).or(() -> inCircle(top));
  }

  /** What keeps a resource, and with it all that would go with it. */
  private Optional<Ruling> block(Resource resource, Map<String, Resource> below) {
    String shown = resource.shown();
    if (graph.isAlive(resource)) {
      return keep(Verdict.IN_USE, shown + " " + resource.lives());
    }
    Optional<Resource> pod =
        resource.isSparkApplication()
            ? graph.livePodOfApplication(resource).or(() -> graph.livePodOfRun(resource))
            : graph.livePodOfRun(resource);
    if (pod.isPresent()) {
      return keep(
          Verdict.IN_USE,
          pod.get().shown() + " of the same application as " + shown + " " + pod.get().lives());
    }
    Optional<Resource> application = graph.liveApplication(resource);
    if (application.isPresent()) {
      return keep(
          Verdict.IN_USE,
          shown
              + " belongs to "
              + application.get().shown()
              + ", which "
              + application.get().lives());
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

  /** What goes along and was not looked into, such as a Deployment, whose pods may run. */
  private static Optional<Ruling> unseen(Resource resource, Resource top) {
    boolean isSeen = resource.kind().filter(ResourceKind::isSubject).isPresent();
    return isSeen || resource.uid().equals(top.uid())
        ? Optional.empty()
        : keep(
            Verdict.UNSURE,
            top.shown() + " owns " + resource.shown() + ", which is not looked into");
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

  private Optional<Ruling> inCircle(Resource top) {
    return top.owners().stream().anyMatch(o -> graph.owned(top, o) == Graph.Owned.ALIVE)
        ? keep(Verdict.UNSURE, "the owners of " + top.shown() + " own each other")
        : Optional.empty();
  }
}
