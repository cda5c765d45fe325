package io.github.tidydag.rbac;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cluster, or a dump of one, says of permissions.
 *
 * @param source the cluster's name and address, or the dump
 * @param accounts the ServiceAccounts that are there
 * @param workloads what acts as them
 * @param gaps kinds that could not be read, each with the reason
 */
public record RbacSnapshot(
    String source,
    Set<Subject> accounts,
    List<Role> roles,
    List<Binding> bindings,
    List<Workload> workloads,
    List<AccessGap> gaps) {
  public RbacSnapshot {
    accounts = Set.copyOf(accounts);
    roles = List.copyOf(roles);
    bindings = List.copyOf(bindings);
    workloads = List.copyOf(workloads);
    gaps = List.copyOf(gaps);
  }

  /** Whether all objects of a kind were read: only then one that is not here is not there. */
  public boolean isWhole(AccessKind kind) {
    Set<String> kinds =
        Stream.of(AccessKind.values()).map(AccessKind::toString).collect(Collectors.toSet());
    return gaps.stream()
        .noneMatch(
            gap -> gap.resource().equals(kind.toString()) || !kinds.contains(gap.resource()));
  }
}
