package io.github.tidydag.janitor;

import java.util.Optional;

/**
 * The kinds of objects that are looked at, in the order of reading: what others need comes last.
 */
public enum ResourceKind {
  CONFIG_MAP("", "configmaps", "ConfigMap", false),
  SERVICE("", "services", "Service", false),
  PERSISTENT_VOLUME_CLAIM("", "persistentvolumeclaims", "PersistentVolumeClaim", false),
  SECRET("", "secrets", "Secret", false),
  POD("", "pods", "Pod", true),
  SPARK_APPLICATION("sparkoperator.k8s.io", "sparkapplications", "SparkApplication", true),
  APACHE_SPARK_APPLICATION("spark.apache.org", "sparkapplications", "SparkApplication", true),
  SCHEDULED(
      "sparkoperator.k8s.io", "scheduledsparkapplications", "ScheduledSparkApplication", true),
  SPARK_CONNECT("sparkoperator.k8s.io", "sparkconnects", "SparkConnect", true),
  SPARK_CLUSTER("spark.apache.org", "sparkclusters", "SparkCluster", true),
  DEPLOYMENT("apps", "deployments", "Deployment", true),
  STATEFUL_SET("apps", "statefulsets", "StatefulSet", true),
  DAEMON_SET("apps", "daemonsets", "DaemonSet", true),
  JOB("batch", "jobs", "Job", true),
  CRON_JOB("batch", "cronjobs", "CronJob", true);

  private final String group;
  private final String plural;
  private final String kind;
  private final boolean decides;

  ResourceKind(String group, String plural, String kind, boolean decides) {
    this.group = group;
    this.plural = plural;
    this.kind = kind;
    this.decides = decides;
  }

  /** The kind of that name in that version of the API; empty if it is not looked at. */
  public static Optional<ResourceKind> of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    for (ResourceKind one : values()) {
      if (one.kind.equals(kind) && one.group.equals(group)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** The API group; empty for the core. */
  public String group() {
    return group;
  }

  /** The name in paths and rules. */
  public String plural() {
    return plural;
  }

  /** The name in manifests. */
  public String kind() {
    return kind;
  }

  /** Whether what it says decides over other objects. */
  public boolean decides() {
    return decides;
  }

  /**
   * Whether nothing can be called garbage unless it was read: what lives, what names others, and
   * claims, since data would go with their owner.
   */
  public boolean isEvidence() {
    return decides || this == PERSISTENT_VOLUME_CLAIM;
  }

  /** Whether objects of the kind can be garbage by themselves. */
  public boolean isSubject() {
    return !decides || this == POD || isSparkApplication();
  }

  /** Whether it is a SparkApplication, of either operator. */
  public boolean isSparkApplication() {
    return this == SPARK_APPLICATION || this == APACHE_SPARK_APPLICATION;
  }

  /** What {@code kubectl} and messages call it. */
  @Override
  public String toString() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
