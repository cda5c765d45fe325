package io.github.tidydag.rbac;

import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of objects that permissions are about, by their groups; versions do not matter. */
public enum AccessKind {
  SERVICE_ACCOUNT("", "serviceaccounts", "ServiceAccount", true, true),
  ROLE("rbac.authorization.k8s.io", "roles", "Role", true, true),
  CLUSTER_ROLE("rbac.authorization.k8s.io", "clusterroles", "ClusterRole", false, true),
  ROLE_BINDING("rbac.authorization.k8s.io", "rolebindings", "RoleBinding", true, true),
  CLUSTER_ROLE_BINDING(
      "rbac.authorization.k8s.io", "clusterrolebindings", "ClusterRoleBinding", false, true),
  POD("", "pods", "Pod", true, false),
  REPLICATION_CONTROLLER("", "replicationcontrollers", "ReplicationController", true, false),
  DAEMON_SET("apps", "daemonsets", "DaemonSet", true, false),
  DEPLOYMENT("apps", "deployments", "Deployment", true, false),
  REPLICA_SET("apps", "replicasets", "ReplicaSet", true, false),
  STATEFUL_SET("apps", "statefulsets", "StatefulSet", true, false),
  CRON_JOB("batch", "cronjobs", "CronJob", true, false),
  JOB("batch", "jobs", "Job", true, false),
  SPARK_APPLICATION("sparkoperator.k8s.io", "sparkapplications", "SparkApplication", true, false),
  SCHEDULED_SPARK_APPLICATION(
      "sparkoperator.k8s.io",
      "scheduledsparkapplications",
      "ScheduledSparkApplication",
      true,
      false),
  SPARK_CONNECT("sparkoperator.k8s.io", "sparkconnects", "SparkConnect", true, false),
  APACHE_SPARK_APPLICATION(
      "spark.apache.org", "sparkapplications", "SparkApplication", true, false),
  APACHE_SPARK_CLUSTER("spark.apache.org", "sparkclusters", "SparkCluster", true, false);

  private final String group;
  private final String plural;
  private final String kind;
  private final boolean isNamespaced;
  private final boolean decides;

  AccessKind(String group, String plural, String kind, boolean isNamespaced, boolean decides) {
    this.group = group;
    this.plural = plural;
    this.kind = kind;
    this.isNamespaced = isNamespaced;
    this.decides = decides;
  }

  public String group() {
    return group;
  }

  public String plural() {
    return plural;
  }

  public String kind() {
    return kind;
  }

  public boolean isNamespaced() {
    return isNamespaced;
  }

  /** Whether answers about permissions depend on it, rather than who acts as an account. */
  public boolean decides() {
    return decides;
  }

  /** Whether it is a resource of a Spark operator. */
  boolean isSparks() {
    return group.equals("sparkoperator.k8s.io") || group.equals("spark.apache.org");
  }

  /** Whether somebody who writes it chooses the account of its pods. */
  boolean startsPods() {
    return !decides;
  }

  /** As kubectl takes it. */
  @Override
  public String toString() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** The kind of an object. */
  static Optional<AccessKind> of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return Stream.of(values())
        .filter(one -> one.kind.equals(kind) && one.group.equals(group))
        .findFirst();
  }
}
