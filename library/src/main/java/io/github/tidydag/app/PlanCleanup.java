package io.github.tidydag.app;

import io.github.tidydag.cluster.ClusterConnection;
import io.github.tidydag.cluster.ClusterException;
import io.github.tidydag.cluster.Power;
import io.github.tidydag.cluster.SnapshotReader;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.DeletionPlanner;
import io.github.tidydag.janitor.PlanOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Plans what may be deleted of a cluster, and writes nothing to it. */
public final class PlanCleanup {
  private PlanCleanup() {}

  /**
   * What to plan.
   *
   * @param dump instead of a live cluster
   * @param isComplete whether somebody vouches that what is not in the dump was not in the cluster
   * @param allNamespaces otherwise those of the options, or the context's own
   * @param now what ages count up to
   */
  public record Request(
      PlanOptions options,
      Optional<Path> dump,
      boolean isComplete,
      boolean allNamespaces,
      Optional<Path> kubeconfig,
      Optional<String> context,
      Instant now) {}

  /**
   * Reads and plans.
   *
   * @param told gets the name and address of what is read, before it is
   * @throws TidydagException if that cannot be read, or a namespace is Kubernetes' own
   */
  public static CleanupPlan plan(Request request, Consumer<String> told) {
    refuseKubernetesOwn(request.options().namespaces());
    if (request.dump().isPresent()) {
      told.accept("dump " + PathNames.shown(request.dump().get()));
      if (!request.isComplete()) {
        told.accept(
            "Without --complete, all is kept. A dump with all that decides comes from: "
                + DumpFiles.commands());
      }
      return DeletionPlanner.plan(
          DumpFiles.read(request.dump().get(), request.isComplete(), request.now()),
          request.options());
    }
    try (ClusterConnection cluster =
        ClusterConnection.open(request.kubeconfig(), request.context(), Power.READ)) {
      told.accept("cluster " + cluster.shown());
      PlanOptions options = request.options();
      Set<String> namespaces =
          request.allNamespaces()
              ? Set.of()
              : options.namespaces().isEmpty() ? Set.of(cluster.namespace()) : options.namespaces();
      return DeletionPlanner.plan(
          new SnapshotReader(cluster, namespaces, options.readsSecrets())
              .read(InstantSource.fixed(request.now())),
          options);
    } catch (ClusterException e) {
      throw TidydagException.cluster(String.valueOf(e.getMessage()), e);
    }
  }

  static void refuseKubernetesOwn(Set<String> namespaces) {
    NamespaceNames.check(namespaces);
    for (String namespace : namespaces) {
      if (PlanOptions.isKubernetesOwn(namespace)) {
        throw TidydagException.configuration(
            "-n " + namespace + ": is Kubernetes' own, where nothing is cleaned; name another");
      }
    }
  }
}
