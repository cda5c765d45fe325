package io.github.tidydag.rbac;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of permissions beside the object that somebody looks at: what the files of a
 * project say, or all that a cluster has. Threads may share it.
 */
public final class Surroundings {
  /** Nothing is known: whatever is not here may be elsewhere. */
  public static final Surroundings NONE = new ProjectObjects().surroundings();

  private record Key(String namespace, String name) {}

  private final Grants grants;
  private final Map<Key, Binding> bindings = new HashMap<>();
  private final Map<Subject, Inventory.Entry> accounts = new HashMap<>();

  /** Those of a snapshot. */
  public Surroundings(RbacSnapshot snapshot) {
    this.grants = new Grants(snapshot);
    snapshot
        .bindings()
        .forEach(binding -> bindings.put(new Key(binding.namespace(), binding.name()), binding));
    Inventory.of(grants).accounts().forEach(entry -> accounts.put(entry.account(), entry));
  }

  /** What is there. */
  public RbacSnapshot snapshot() {
    return grants.snapshot();
  }

  /**
   * A binding.
   *
   * @param namespace empty for a ClusterRoleBinding
   */
  public Optional<Binding> binding(String namespace, String name) {
    return Optional.ofNullable(bindings.get(new Key(namespace, name)));
  }

  /** The rules of what a binding grants; empty if that is not there, or not known. */
  public Optional<List<RoleRule>> rules(Binding binding) {
    return Optional.ofNullable(grants.rules(binding));
  }

  /** An account with what it may do and who acts as it; empty if it is not there. */
  public Optional<Inventory.Entry> account(Subject account) {
    return Optional.ofNullable(accounts.get(account));
  }

  /** The bindings that grant a role. */
  public List<Binding> bindingsOf(String namespace, String role) {
    return snapshot().bindings().stream()
        .filter(
            binding ->
                binding.role().equals(role)
                    && (namespace.isEmpty()
                        ? binding.toClusterRole()
                        : !binding.toClusterRole() && binding.namespace().equals(namespace)))
        .toList();
  }

  /** Whether all objects of these kinds were read: only then one that is not here is not there. */
  public boolean isWhole(Set<AccessKind> kinds) {
    return kinds.stream().allMatch(snapshot()::isWhole);
  }
}
