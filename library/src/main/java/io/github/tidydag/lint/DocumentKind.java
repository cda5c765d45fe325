package io.github.tidydag.lint;

import io.github.tidydag.source.Node;

/** What a document describes, as its {@code apiVersion} and {@code kind} say. */
public enum DocumentKind {
  /** {@code sparkoperator.k8s.io} SparkApplication. */
  SPARK_APPLICATION("sparkoperator.k8s.io", "SparkApplication"),
  /** {@code sparkoperator.k8s.io} ScheduledSparkApplication. */
  SCHEDULED_SPARK_APPLICATION("sparkoperator.k8s.io", "ScheduledSparkApplication"),
  /** {@code sparkoperator.k8s.io} SparkConnect. */
  SPARK_CONNECT("sparkoperator.k8s.io", "SparkConnect"),
  /** {@code spark.apache.org} SparkApplication. */
  APACHE_SPARK_APPLICATION("spark.apache.org", "SparkApplication"),
  /** {@code spark.apache.org} SparkCluster. */
  APACHE_SPARK_CLUSTER("spark.apache.org", "SparkCluster"),
  /** A Pod; see {@link Document#isPodTemplate()} for those that Airflow makes pods of. */
  POD("", "Pod"),
  JOB("batch", "Job"),
  CRON_JOB("batch", "CronJob"),
  ROLE("rbac.authorization.k8s.io", "Role"),
  CLUSTER_ROLE("rbac.authorization.k8s.io", "ClusterRole"),
  ROLE_BINDING("rbac.authorization.k8s.io", "RoleBinding"),
  CLUSTER_ROLE_BINDING("rbac.authorization.k8s.io", "ClusterRoleBinding"),
  SERVICE_ACCOUNT("", "ServiceAccount"),
  CONFIG_MAP("", "ConfigMap"),
  /** Anything else; only what reads YAML says something about it. */
  OTHER("", "");

  private final String group;
  private final String kind;

  DocumentKind(String group, String kind) {
    this.group = group;
    this.kind = kind;
  }

  /** The API group, empty for the core group. */
  public String group() {
    return group;
  }

  /** The {@code kind} as manifests write it; empty for {@link #OTHER}. */
  public String kind() {
    return kind;
  }

  /**
   * Whether it is a custom resource of the Kubeflow operator that holds a SparkApplication's spec.
   */
  public boolean isKubeflowApplication() {
    return this == SPARK_APPLICATION || this == SCHEDULED_SPARK_APPLICATION;
  }

  /** A pod template may leave out what it is: Airflow reads it as a Pod. */
  static DocumentKind of(Node.Mapping root, FileRole role) {
    if (role.podTemplate()
        && root.entry("kind").isEmpty()
        && root.get("spec").orElse(null) instanceof Node.Mapping) {
      return POD;
    }
    String group = text(root, "apiVersion");
    group = group.contains("/") ? group.substring(0, group.indexOf('/')) : "";
    String kind = text(root, "kind");
    for (DocumentKind known : values()) {
      if (known != OTHER && known.kind.equals(kind) && known.group.equals(group)) {
        return known;
      }
    }
    return OTHER;
  }

  private static String text(Node.Mapping root, String key) {
    return root.get(key).orElse(null) instanceof Node.Scalar scalar ? scalar.text() : "";
  }
}
