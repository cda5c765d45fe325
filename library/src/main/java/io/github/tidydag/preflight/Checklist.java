package io.github.tidydag.preflight;

import java.util.List;

/**
 * The checks of a spec's tasks in one cluster.
 *
 * @param spec its file as given
 * @param cluster its name and address
 * @param isReached whether it could be asked
 * @param checks by the points of the checklist
 */
public record Checklist(
    String spec, String dag, String cluster, boolean isReached, List<Check> checks) {
  public Checklist {
    checks = List.copyOf(checks);
  }

  /** How many checks ended so. */
  public long count(Status status) {
    return checks.stream().filter(check -> check.status() == status).count();
  }
}
