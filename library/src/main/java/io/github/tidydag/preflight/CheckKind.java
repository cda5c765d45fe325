package io.github.tidydag.preflight;

/** What is checked. The ids stand in reports and in docs/preflight.md, and never change. */
public enum CheckKind {
  CLUSTER("PRE101", "cluster-answers", Point.CONNECTION, "The cluster answers"),
  VERSION(
      "PRE102",
      "cluster-version",
      Point.CONNECTION,
      "The cluster is new enough to delete finished Jobs by itself"),
  SPARK_OPERATOR(
      "PRE103", "spark-operator", Point.CONNECTION, "The cluster serves SparkApplications"),
  SPARK_FIELDS(
      "PRE104",
      "spark-fields",
      Point.CONNECTION,
      "The cluster's SparkApplications have the fields that the spec uses"),
  NAMESPACE("PRE201", "namespace", Point.ACCOUNTS, "The namespace exists"),
  SERVICE_ACCOUNT("PRE202", "service-account", Point.ACCOUNTS, "The ServiceAccount exists"),
  AIRFLOW_RIGHTS(
      "PRE203", "airflow-rights", Point.ACCOUNTS, "Airflow's account may do what its tasks do"),
  DRIVER_RIGHTS(
      "PRE204", "driver-rights", Point.ACCOUNTS, "The Spark driver's account may do what it does"),
  PULL_SECRET("PRE301", "pull-secret", Point.IMAGES, "The image pull secret exists, and is one"),
  IMAGE_TAG("PRE302", "image-tag", Point.IMAGES, "Images have a fixed tag or a digest"),
  IMAGE_PULL("PRE303", "image-pull", Point.IMAGES, "Nodes can pull the image"),
  LIMIT_RANGE("PRE401", "limit-range", Point.RESOURCES, "The LimitRanges admit the pod"),
  QUOTA("PRE402", "quota", Point.RESOURCES, "The ResourceQuotas admit the pod"),
  POD_SECURITY(
      "PRE403",
      "pod-security",
      Point.RESOURCES,
      "The namespace's Pod Security level admits the pod"),
  NODES("PRE404", "nodes", Point.RESOURCES, "Some node fits the pod"),
  PRIORITY_CLASS("PRE405", "priority-class", Point.RESOURCES, "The PriorityClass exists"),
  RUNTIME_CLASS("PRE406", "runtime-class", Point.RESOURCES, "The RuntimeClass exists"),
  ADMITTED(
      "PRE407",
      "admitted",
      Point.RESOURCES,
      "The API server takes what the task creates, as a dry run from inside Airflow shows"),
  LOGS("PRE501", "logs", Point.LOGS, "Logs are kept before the pod goes"),
  FINISH("PRE502", "finish", Point.LOGS, "What the task makes is deleted"),
  CLAIM("PRE601", "claim", Point.VOLUMES, "The PersistentVolumeClaim exists and can be mounted"),
  SECRET("PRE602", "secret", Point.VOLUMES, "The Secret exists"),
  CONFIG_MAP("PRE603", "config-map", Point.VOLUMES, "The ConfigMap exists, with its keys"),
  STORAGE_CLASS("PRE604", "storage-class", Point.VOLUMES, "The StorageClass exists"),
  XCOM("PRE701", "xcom", Point.XCOM, "XCom can be read from the pod"),
  LABELS("PRE801", "labels", Point.OWNERSHIP, "The labels that the team requires are there"),
  ADMISSION(
      "PRE802", "admission", Point.OWNERSHIP, "No webhook or policy decides what cannot be seen");

  private final String id;
  private final String word;
  private final Point point;
  private final String title;

  CheckKind(String id, String word, Point point, String title) {
    this.id = id;
    this.word = word;
    this.point = point;
    this.title = title;
  }

  /** {@code PRE101}. */
  public String id() {
    return id;
  }

  /** In words with hyphens. */
  public String word() {
    return word;
  }

  public Point point() {
    return point;
  }

  /** What holds if it is ok, in one sentence without a full stop. */
  public String title() {
    return title;
  }
}
