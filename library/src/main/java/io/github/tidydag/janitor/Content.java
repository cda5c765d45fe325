package io.github.tidydag.janitor;

/** What a ConfigMap holds, as far as it tells who made it. */
public enum Content {
  /** It was not read, or is no ConfigMap. */
  UNREAD,
  /** Nothing, as executors' ConfigMaps of Spark 3.1 and 3.2. */
  EMPTY,
  /** Properties whose first line names this very ConfigMap, or Spark's executor template. */
  SPARK,
  /** Properties whose first line names another ConfigMap: a copy. */
  COPY,
  /** Something that Spark does not write. */
  FOREIGN
}
