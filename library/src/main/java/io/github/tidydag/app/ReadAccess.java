package io.github.tidydag.app;

import io.github.tidydag.cluster.AccessReader;
import io.github.tidydag.cluster.ClusterConnection;
import io.github.tidydag.cluster.ClusterException;
import io.github.tidydag.cluster.Power;
import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.RbacSnapshot;
import io.github.tidydag.rbac.SnapshotBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads who may do what, of a cluster or of a dump; writes nothing to it. */
public final class ReadAccess {
  /** What every cluster has some of. */
  private static final List<AccessKind> ALWAYS_THERE =
      List.of(
          AccessKind.SERVICE_ACCOUNT,
          AccessKind.ROLE,
          AccessKind.CLUSTER_ROLE,
          AccessKind.ROLE_BINDING,
          AccessKind.CLUSTER_ROLE_BINDING,
          AccessKind.POD);

  private ReadAccess() {}

  /**
   * Where to read.
   *
   * @param dump instead of a live cluster
   * @param namespaces read one by one where all at once are refused; the context's own if empty
   */
  public record Request(
      Optional<Path> dump,
      List<String> namespaces,
      Optional<Path> kubeconfig,
      Optional<String> context) {}

  /**
   * Reads.
   *
   * @param told gets the name and address of what is read, before it is
   * @throws TidydagException if that cannot be read at all
   */
  public static RbacSnapshot read(Request request, Consumer<String> told) {
    return read(request, told, (kind, object) -> {});
  }

  /** As {@link #read(Request, Consumer)}, with somebody who sees each object. */
  static RbacSnapshot read(
      Request request, Consumer<String> told, SnapshotBuilder.Witness witness) {
    if (request.dump().isPresent()) {
      told.accept("dump " + PathNames.shown(request.dump().get()));
      return dump(request.dump().get(), witness);
    }
    try (ClusterConnection cluster =
        ClusterConnection.open(request.kubeconfig(), request.context(), Power.READ)) {
      told.accept("cluster " + cluster.shown());
      return AccessReader.read(
          cluster,
          request.namespaces().isEmpty() ? List.of(cluster.namespace()) : request.namespaces(),
          witness);
    } catch (ClusterException e) {
      throw TidydagException.cluster(String.valueOf(e.getMessage()), e);
    }
  }

  /** What cannot be read of a dump is unknown, and so is what it has none of that all have. */
  private static RbacSnapshot dump(Path dump, SnapshotBuilder.Witness witness) {
    SnapshotBuilder snapshot = new SnapshotBuilder(witness);
    for (Path file : DumpFiles.files(dump)) {
      try {
        DumpFiles.read(file, snapshot::take);
      } catch (TidydagException e) {
        snapshot.gap(unread(file, String.valueOf(e.getMessage())));
      }
    }
    for (AccessKind kind : ALWAYS_THERE) {
      if (!snapshot.seen().contains(kind)) {
        snapshot.gap(
            new AccessGap(
                "", kind.toString(), "the dump has none, and every cluster has", kind.decides()));
      }
    }
    return snapshot.build("dump " + PathNames.shown(dump));
  }

  /** A file that is named after a kind is about that; any other may hold what decides. */
  private static AccessGap unread(Path file, String reason) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.(json|ya?ml)$", "");
    return Stream.of(AccessKind.values())
        .filter(kind -> kind.toString().equals(name))
        .findFirst()
        .map(kind -> new AccessGap("", kind.toString(), reason, kind.decides()))
        .orElse(new AccessGap("", PathNames.shown(file), reason, true));
  }
}
