package io.github.tidydag.preflight;

/** Kinds of objects that are looked at, by their groups; versions do not matter. */
public enum FactKind {
  NAMESPACE("", "namespaces"),
  SERVICE_ACCOUNT("", "serviceaccounts"),
  SECRET("", "secrets"),
  CONFIG_MAP("", "configmaps"),
  CLAIM("", "persistentvolumeclaims"),
  LIMIT_RANGE("", "limitranges"),
  RESOURCE_QUOTA("", "resourcequotas"),
  NODE("", "nodes"),
  PRIORITY_CLASS("scheduling.k8s.io", "priorityclasses"),
  RUNTIME_CLASS("node.k8s.io", "runtimeclasses"),
  STORAGE_CLASS("storage.k8s.io", "storageclasses"),
  MUTATING_WEBHOOK("admissionregistration.k8s.io", "mutatingwebhookconfigurations"),
  VALIDATING_WEBHOOK("admissionregistration.k8s.io", "validatingwebhookconfigurations"),
  ADMISSION_POLICY("admissionregistration.k8s.io", "validatingadmissionpolicies");

  private final String group;
  private final String plural;

  FactKind(String group, String plural) {
    this.group = group;
    this.plural = plural;
  }

  public String group() {
    return group;
  }

  public String plural() {
    return plural;
  }

  /** The path of all objects of a kind; all of these groups have a version {@code v1}. */
  String path(String namespace) {
    return (group.isEmpty() ? "/api/v1" : "/apis/" + group + "/v1")
        + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
        + "/"
        + plural;
  }

  /** As kubectl takes it. */
  @Override
  public String toString() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
