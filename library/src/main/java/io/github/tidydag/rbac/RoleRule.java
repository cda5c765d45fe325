package io.github.tidydag.rbac;

import java.util.List;

/**
 * A rule of a Role or ClusterRole.
 *
 * @param resourceNames all names if empty
 * @param urls paths that are no resources; only in ClusterRoles
 */
public record RoleRule(
    List<String> groups,
    List<String> resources,
    List<String> resourceNames,
    List<String> verbs,
    List<String> urls) {
  /** No rule at all. */
  public static final RoleRule NONE =
      new RoleRule(List.of(), List.of(), List.of(), List.of(), List.of());

  public RoleRule {
    groups = List.copyOf(groups);
    resources = List.copyOf(resources);
    resourceNames = List.copyOf(resourceNames);
    verbs = List.copyOf(verbs);
    urls = List.copyOf(urls);
  }

  /** Whether it grants what is asked for. */
  public boolean allows(Action action) {
    return hasOr(verbs, "*", action.verb())
        && hasOr(groups, "*", action.group())
        && resources.stream().anyMatch(resource -> covers(resource, action))
        && (resourceNames.isEmpty() || resourceNames.contains(action.name()));
  }

  /** {@code *} covers all, also what is below; {@code pods} covers not {@code pods/log}. */
  private static boolean covers(String resource, Action action) {
    return resource.equals("*")
        || resource.equals(action.resource())
        || (!action.subresource().isEmpty() && resource.equals("*/" + action.subresource()));
  }

  private static boolean hasOr(List<String> values, String any, String wanted) {
    return values.contains(any) || values.contains(wanted);
  }

  /** {@code verbs of resources}, with names if it is about those alone. */
  @Override
  public String toString() {
    if (equals(NONE)) {
      return "nothing that is known";
    }
    String what = resources.isEmpty() ? String.join(", ", urls) : String.join(", ", resources);
    String of =
        groups.isEmpty() || groups.equals(List.of(""))
            ? ""
            : " of "
                + String.join(", ", groups.stream().map(g -> g.isEmpty() ? "\"\"" : g).toList());
    return String.join(", ", verbs)
        + " "
        + what
        + of
        + (resourceNames.isEmpty() ? "" : " named " + String.join(", ", resourceNames));
  }
}
