package io.github.tidydag.janitor;

import java.time.Instant;
import java.util.Set;

/**
 * What another plan of the same cluster saw, some time before.
 *
 * @param taken when it read
 * @param idle uids of what nothing alive needed then, where it had read all that decides
 */
public record EarlierScan(Instant taken, Set<String> idle) {
  public EarlierScan {
    idle = Set.copyOf(idle);
  }
}
