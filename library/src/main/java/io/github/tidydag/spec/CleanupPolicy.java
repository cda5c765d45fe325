package io.github.tidydag.spec;

import io.github.tidydag.source.Location;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a DAG's runs are cleaned up.
 *
 * @param deadline how long a run may live, if {@code dagrun_timeout} does not say it
 * @param margin what is added to the deadline for the run's end to be seen
 * @param keepFailedFor how long a failed run's objects are kept
 * @param keepFailedRuns how many failed runs are kept at most
 * @param releaseTask arguments of the task that releases a run, as every task has them
 */
public record CleanupPolicy(
    Location at,
    Strategy strategy,
    Optional<Duration> deadline,
    Duration margin,
    Optional<Duration> keepFailedFor,
    OptionalInt keepFailedRuns,
    Anchor anchor,
    Map<String, Value> releaseTask) {

  /** What takes a run's objects away. */
  public enum Strategy {
    /** A Job owns everything of a run, and Kubernetes deletes it at the deadline. */
    ANCHOR("anchor"),
    /** A teardown task deletes by label; it needs no permission on Jobs. */
    TEARDOWN("teardown"),
    /** Only what the operators and Kubernetes do themselves. */
    TTL("ttl"),
    /** Nothing is derived. */
    NONE("none");

    private final String word;

    Strategy(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** What admission policies may want of the anchor's pod template, though no pod runs. */
  public record Anchor(
      Optional<String> image, Map<String, String> labels, Map<String, String> annotations) {}
}
