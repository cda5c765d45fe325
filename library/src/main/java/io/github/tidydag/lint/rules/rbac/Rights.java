package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.RoleRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rules of a role come to. A rule about named objects alone counts for nothing here. */
record Rights(List<RoleRule> rules) {
  static final List<String> DELETING = List.of("delete", "deletecollection");
  static final List<String> READING = List.of("get", "list", "watch");

  /** What stands for every resource. */
  static final String ALL = "*";

  private static final int MOST_NAMES = 4;

  /** What starts pods, pods among them. */
  static final List<AccessKind> STARTERS =
      Stream.of(AccessKind.values()).filter(kind -> !kind.decides()).toList();

  /** The resources that may be deleted, without their groups. */
  Set<String> deletes() {
    Set<String> found = new TreeSet<>();
    for (RoleRule rule : rules) {
      if (rule.resourceNames().isEmpty() && gives(rule, DELETING)) {
        rule.resources().stream().filter(r -> r.indexOf('/') < 0).forEach(found::add);
      }
    }
    return found;
  }

  /** Whether a resource of that name may be created, whatever its group. */
  boolean creates(String resource) {
    return rules.stream()
        .anyMatch(
            rule ->
                gives(rule, List.of("create"))
                    && (rule.resources().contains(ALL) || rule.resources().contains(resource)));
  }

  /**
   * Whether Secrets may be read.
   *
   * @param byName whether a rule must name them, rather than all resources
   */
  boolean readsSecrets(boolean byName) {
    return rules.stream()
        .filter(rule -> !byName || rule.resources().contains("secrets"))
        .anyMatch(rule -> READING.stream().anyMatch(v -> rule.allows(action(v, "", "secrets"))));
  }

  /** Whether pods may be made, or what makes pods. */
  boolean startsPods() {
    return rules.stream().anyMatch(Rights::startsPods);
  }

  /** Whether a rule lets make them; asked about all that an account has, so in a plain loop. */
  static boolean startsPods(RoleRule rule) {
    if (!gives(rule, List.of("create"))) {
      return false;
    }
    for (AccessKind kind : STARTERS) {
      if (rule.allows(action("create", kind.group(), kind.plural()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean gives(RoleRule rule, List<String> verbs) {
    return rule.verbs().contains(ALL) || rule.verbs().stream().anyMatch(verbs::contains);
  }

  private static Action action(String verb, String group, String resource) {
    return new Action(verb, group, resource, "", "");
  }

  /** Resources in words. */
  static String words(Set<String> resources) {
    if (resources.contains(ALL)) {
      return "everything";
    }
    String named = resources.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = resources.size() - MOST_NAMES;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
