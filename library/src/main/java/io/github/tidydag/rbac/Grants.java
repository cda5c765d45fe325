package io.github.tidydag.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What bindings grant, and to whom; decides as the API server does. */
public final class Grants {
  /**
   * A rule, granted.
   *
   * @param subject whom the binding names
   */
  public record Grant(Subject subject, Binding binding, Role role, RoleRule rule) {}

  private record Key(String namespace, String name) {}

  private final RbacSnapshot snapshot;
  private final Map<Key, Role> roles = new HashMap<>();
  private final Map<String, List<Binding>> bindings = new HashMap<>();
  private final Map<Key, List<RoleRule>> rules = new HashMap<>();

  /** The grants of a snapshot. */
  public Grants(RbacSnapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.roles().forEach(role -> roles.put(new Key(role.namespace(), role.name()), role));
    snapshot
        .bindings()
        .forEach(
            binding ->
                bindings.computeIfAbsent(binding.namespace(), n -> new ArrayList<>()).add(binding));
    roles.forEach((key, role) -> rules.put(key, rulesOf(role)));
  }

  /** A controller writes the rules of an aggregated ClusterRole into it; in a file it has none. */
  private List<RoleRule> rulesOf(Role role) {
    if (!role.isClusterRole() || !role.rules().isEmpty() || role.aggregates().isEmpty()) {
      return role.rules();
    }
    Set<RoleRule> all = new LinkedHashSet<>();
    for (Role other : roles.values()) {
      if (other.isClusterRole() && role.aggregates().get().fits(other.labels())) {
        all.addAll(other.rules());
      }
    }
    return List.copyOf(all);
  }

  /**
   * The rules of what a binding grants.
   *
   * @return null if it grants something that is not there
   */
  @Nullable List<RoleRule> rules(Binding binding) {
    return rules.get(key(binding));
  }

  /** The rules of a role, those that it aggregates among them. */
  List<RoleRule> rules(Role role) {
    return rules.getOrDefault(new Key(role.namespace(), role.name()), List.of());
  }

  private static Key key(Binding binding) {
    return new Key(binding.toClusterRole() ? "" : binding.namespace(), binding.role());
  }

  /** The bindings that count in a namespace: its own, and those of the whole cluster. */
  private List<Binding> bindings(String namespace) {
    List<Binding> found = new ArrayList<>(bindings.getOrDefault("", List.of()));
    if (!namespace.isEmpty()) {
      found.addAll(bindings.getOrDefault(namespace, List.of()));
    }
    return found;
  }

  /** All grants of an action, to whomever. */
  public List<Grant> of(Action action) {
    List<Grant> found = new ArrayList<>();
    for (Binding binding : bindings(action.namespace())) {
      List<RoleRule> granted = rules(binding);
      if (granted == null) {
        continue;
      }
      for (RoleRule rule : granted) {
        if (rule.allows(action)) {
          Role role = roles.get(key(binding));
          for (Subject subject : binding.subjects()) {
            found.add(new Grant(subject, binding, java.util.Objects.requireNonNull(role), rule));
          }
          break; // one reason a binding is enough
        }
      }
    }
    return found;
  }

  /**
   * Whether somebody may do it, as a SubjectAccessReview says.
   *
   * @param userName as the API server knows them
   * @param groups what they are in; those of an account are not added
   */
  public boolean allows(String userName, Set<String> groups, Action action) {
    return groups.contains(Subject.MASTERS)
        || of(action).stream().anyMatch(grant -> grant.subject().includes(userName, groups));
  }

  /** The grants of an action to a subject: its own, and those of groups that it is in. */
  public List<Grant> to(Subject subject, Action action) {
    Set<String> groups =
        subject.kind() == Subject.Kind.GROUP ? Set.of(subject.name()) : subject.impliedGroups();
    String user = subject.kind() == Subject.Kind.GROUP ? "" : subject.userName();
    return of(action).stream().filter(grant -> grant.subject().includes(user, groups)).toList();
  }

  /** The snapshot that they are of. */
  public RbacSnapshot snapshot() {
    return snapshot;
  }
}
