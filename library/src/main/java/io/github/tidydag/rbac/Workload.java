package io.github.tidydag.rbac;

/**
 * Something whose pods act as an account: a pod, or what has a template of one.
 *
 * @param account the name of the ServiceAccount, of the same namespace
 * @param isControlled whether another workload has made it
 * @param hasEnded whether it is a pod whose containers have ended
 */
public record Workload(
    String kind,
    String namespace,
    String name,
    String account,
    boolean isControlled,
    boolean hasEnded) {
  /** Whether it is a pod itself. */
  public boolean isPod() {
    return kind.equals("Pod");
  }
}
