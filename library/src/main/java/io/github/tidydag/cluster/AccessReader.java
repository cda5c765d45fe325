package io.github.tidydag.cluster;

import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.RbacSnapshot;
import io.github.tidydag.rbac.SnapshotBuilder;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads permissions, accounts and what acts as them from a live cluster. */
public final class AccessReader {
  private static final int PAGE = 500;

  private final ApiReader api;
  private final SnapshotBuilder snapshot;

  private AccessReader(ClusterConnection cluster, SnapshotBuilder.Witness witness) {
    this.api = new ApiReader(cluster);
    this.snapshot = new SnapshotBuilder(witness);
  }

  /**
   * Reads all of it: a right in one namespace may be that of an account in another.
   *
   * @param namespaces read one by one where all at once are refused
   * @param witness sees each object
   * @throws ClusterException if the cluster does not answer
   */
  public static RbacSnapshot read(
      ClusterConnection cluster, Collection<String> namespaces, SnapshotBuilder.Witness witness) {
    return read(cluster, namespaces, EnumSet.allOf(AccessKind.class), witness);
  }

  /** The same of some kinds alone. */
  static RbacSnapshot read(
      ClusterConnection cluster,
      Collection<String> namespaces,
      Set<AccessKind> kinds,
      SnapshotBuilder.Witness witness) {
    AccessReader reader = new AccessReader(cluster, witness);
    for (AccessKind kind : kinds) {
      reader.read(kind, namespaces);
    }
    return reader.snapshot.build(cluster.shown());
  }

  private void read(AccessKind kind, Collection<String> namespaces) {
    try {
      list(kind, "");
    } catch (ApiReader.Refused e) {
      snapshot.gap(new AccessGap("", kind.toString(), e.reason(), kind.decides()));
      if (kind.isNamespaced()) {
        namespaces.forEach(namespace -> readIn(kind, namespace));
      }
    }
  }

  private void readIn(AccessKind kind, String namespace) {
    try {
      list(kind, namespace);
    } catch (ApiReader.Refused e) {
      snapshot.gap(new AccessGap(namespace, kind.toString(), e.reason(), kind.decides()));
    }
  }

  private void list(AccessKind kind, String namespace) {
    Optional<String> base = api.base(kind.group(), kind.plural());
    if (base.isPresent()) { // else the cluster has no such kind
      String path = base.get();
      String version = path.substring(path.indexOf('/', 1) + 1);
      api.list(
          path + ApiReader.in(namespace) + "/" + kind.plural(),
          ApiReader.JSON,
          PAGE,
          object -> snapshot.take(object, version, kind.kind()));
    }
  }
}
