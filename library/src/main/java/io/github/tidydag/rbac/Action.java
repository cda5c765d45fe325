package io.github.tidydag.rbac;

/**
 * What somebody wants to do.
 *
 * @param group empty for the core group
 * @param resource in the plural, with what is below it: {@code pods/exec}
 * @param name of one object; empty for a list, for all, and for what has no name yet
 * @param namespace empty for all namespaces, and for what is in none
 */
public record Action(String verb, String group, String resource, String name, String namespace) {
  /** What is below a resource; empty if nothing is. */
  public String subresource() {
    int slash = resource.indexOf('/');
    return slash < 0 ? "" : resource.substring(slash + 1);
  }

  /** The same with another verb. */
  public Action withVerb(String other) {
    return new Action(other, group, resource, name, namespace);
  }

  /** The same without the name. */
  public Action withoutName() {
    return new Action(verb, group, resource, "", namespace);
  }

  /** {@code verb resource.group in namespace}. */
  @Override
  public String toString() {
    return verb
        + " "
        + resource
        + (group.isEmpty() ? "" : "." + group)
        + (name.isEmpty() ? "" : " " + name)
        + (namespace.isEmpty() ? " in all namespaces" : " in " + namespace);
  }
}
