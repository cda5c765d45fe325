package io.github.tidydag.janitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much may go at most.
 *
 * @param count objects to delete in one run, without what Kubernetes collects with them; the rest
 *     is left to the next run
 * @param percent of what Spark made in a namespace; where more would go, nothing does
 */
public record Caps(int count, int percent) {
  /** No limits. */
  public static final Caps NONE = new Caps(Integer.MAX_VALUE, 100);

  /** What may go, and what stays for that. */
  public record Capped(List<CleanupPlan.Deletion> deletions, List<CleanupResult.Kept> kept) {}

  /**
   * Takes from the deletions what is too much.
   *
   * @param plan what tells how much there is in a namespace
   */
  public Capped apply(List<CleanupPlan.Deletion> deletions, CleanupPlan plan) {
    Map<String, String> tooMuch = percent < NONE.percent ? tooMuch(deletions, plan) : Map.of();
    List<CleanupPlan.Deletion> stay = new ArrayList<>();
    List<CleanupResult.Kept> kept = new ArrayList<>();
    for (List<CleanupPlan.Deletion> step : DeletionOrder.steps(deletions)) {
      for (CleanupPlan.Deletion deletion : step) {
        String reason = tooMuch.get(deletion.resource().namespace());
        if (reason != null) {
          kept.add(new CleanupResult.Kept(deletion.resource(), reason));
        } else if (stay.size() == count) {
          kept.add(
              new CleanupResult.Kept(
                  deletion.resource(), "one run deletes %d objects at most".formatted(count)));
        } else {
          stay.add(deletion);
        }
      }
    }
    return new Capped(List.copyOf(stay), List.copyOf(kept));
  }

  private Map<String, String> tooMuch(List<CleanupPlan.Deletion> deletions, CleanupPlan plan) {
    Map<String, Long> there =
        plan.judgements().stream()
            .collect(Collectors.groupingBy(j -> j.resource().namespace(), Collectors.counting()));
    Map<String, String> tooMuch = new HashMap<>();
    going(deletions)
        .forEach(
            (namespace, uids) -> {
              long all = there.getOrDefault(namespace, 0L);
              if (uids.size() * 100L > percent * all) {
                tooMuch.put(
                    namespace,
                    "%d of %d objects that Spark made in %s would go, more than %d %%"
                        .formatted(uids.size(), all, namespace, percent));
              }
            });
    return tooMuch;
  }

  private static Map<String, Set<String>> going(List<CleanupPlan.Deletion> deletions) {
    return deletions.stream()
        .collect(
            Collectors.groupingBy(
                d -> d.resource().namespace(),
                Collectors.flatMapping(
                    d -> {
                      Set<String> uids = new HashSet<>(d.takes());
                      uids.add(d.resource().uid());
                      return uids.stream();
                    },
                    Collectors.toSet())));
  }
}
