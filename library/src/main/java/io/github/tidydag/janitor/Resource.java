package io.github.tidydag.janitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object of a cluster, reduced to what decides.
 *
 * @param kind empty for a kind that is only an owner of others
 * @param kindName the kind's name
 * @param namespace empty for an object of the whole cluster
 * @param isDeleting whether it has a deletion time
 * @param state what its status calls it, such as {@code Running}; empty without one
 * @param ended when it ended, if it did and says so
 * @param expires when its own time to live deletes it
 * @param names what its specification names: ConfigMaps, Secrets and claims
 * @param marks labels and annotations that tell who else looks after it
 * @param run what ties the objects of one run together
 */
public record Resource(
    Optional<ResourceKind> kind,
    String apiVersion,
    String kindName,
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    Optional<Instant> created,
    boolean isDeleting,
    Map<String, String> labels,
    List<String> marks,
    List<Owner> owners,
    Life life,
    String state,
    Optional<Instant> ended,
    Optional<Instant> expires,
    List<String> names,
    Content content,
    Run run) {
  public Resource {
    labels = Map.copyOf(labels);
    marks = List.copyOf(marks);
    owners = List.copyOf(owners);
    names = List.copyOf(names);
  }

  /**
   * What ties the objects of one run together.
   *
   * @param id Spark's application id, which is label {@code spark-app-selector}; empty if unknown
   * @param application the SparkApplication's name; empty without one
   * @param submission the operator's id of the attempt; empty if unknown
   * @param driver the name of the driver pod; empty if unknown
   */
  public record Run(String id, String application, String submission, String driver) {}

  /** Whether it is of that kind. */
  public boolean is(ResourceKind wanted) {
    return kind.isPresent() && kind.get() == wanted;
  }

  boolean isSparkApplication() {
    return kind.isPresent() && kind.get().isSparkApplication();
  }

  /** Whether it may be or have a driver whose run nobody knows: of the others, the run tells. */
  boolean maySpark() {
    return run.id().isEmpty()
        && (isSparkApplication()
            || is(ResourceKind.SPARK_CONNECT)
            || (is(ResourceKind.POD) && !label(SparkNames.ROLE).equals("executor")));
  }

  boolean isDriver() {
    return is(ResourceKind.POD) && label(SparkNames.ROLE).equals("driver");
  }

  String label(String name) {
    return labels.getOrDefault(name, "");
  }

  /** How evidence names it. */
  public String shown() {
    return kindName + " " + name;
  }

  /** What evidence says of it while it lives. */
  String lives() {
    return state.isEmpty() ? "has not ended" : "is " + state;
  }

  /** The same, once its content was read. */
  public Resource withContent(Content read) {
    return new Resource(
        kind,
        apiVersion,
        kindName,
        namespace,
        name,
        uid,
        resourceVersion,
        created,
        isDeleting,
        labels,
        marks,
        owners,
        life,
        state,
        ended,
        expires,
        names,
        read,
        run);
  }
}
