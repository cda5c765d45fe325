package io.github.tidydag.janitor;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan that somebody has read: nothing but what it names may go, and that only if it is still
 * what it was.
 *
 * @param source the cluster, or the dump, that it is about
 * @param options what it was made with
 * @param namespaces where it deletes something
 * @param versions resourceVersions by uid, of what it deletes and of what goes with that; empty
 *     where the plan does not say one
 */
public record ApprovedPlan(
    String source,
    Instant taken,
    PlanOptions options,
    Set<String> namespaces,
    Map<String, String> versions) {
  public ApprovedPlan {
    namespaces = Set.copyOf(namespaces);
    versions = Map.copyOf(versions);
  }

  /** Whether it deletes that, or Kubernetes with something else that it deletes. */
  public boolean names(CleanupPlan.Deletion deletion) {
    return versions.containsKey(deletion.resource().uid());
  }

  /**
   * Why a deletion that it names is not what was approved; empty if it is.
   *
   * @param now what is in the cluster, by uid
   */
  public Optional<String> difference(CleanupPlan.Deletion deletion, Map<String, Resource> now) {
    Optional<String> own = difference(deletion.resource().uid(), now);
    return own.isPresent()
        ? own
        : deletion.takes().stream()
            .map(uid -> difference(uid, now))
            .flatMap(Optional::stream)
            .findFirst();
  }

  private Optional<String> difference(String uid, Map<String, Resource> now) {
    Resource resource = now.get(uid);
    String shown = resource == null ? "an object of uid " + uid : resource.shown();
    String version = versions.get(uid);
    if (version == null) {
      return Optional.of(shown + " would go too, and is not in the plan");
    }
    return version.isEmpty() || resource == null || version.equals(resource.resourceVersion())
        ? Optional.empty()
        : Optional.of(shown + " has changed since the plan was made");
  }
}
