package io.github.tidydag.janitor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What goes first. An ended driver shows that the ConfigMaps and the executors of its run are
 * garbage: with the driver gone, nobody could tell any more.
 */
public final class DeletionOrder {
  private DeletionOrder() {}

  /** The deletions in steps; each is to be over before the next. */
  public static List<List<CleanupPlan.Deletion>> steps(List<CleanupPlan.Deletion> deletions) {
    Map<Integer, List<CleanupPlan.Deletion>> steps =
        deletions.stream()
            .sorted(
                Comparator.comparing((CleanupPlan.Deletion d) -> d.resource().namespace())
                    .thenComparing(d -> d.resource().kindName())
                    .thenComparing(d -> d.resource().name()))
            .collect(
                Collectors.groupingBy(d -> step(d.resource()), TreeMap::new, Collectors.toList()));
    return List.copyOf(steps.values());
  }

  private static int step(Resource resource) {
    if (resource.isSparkApplication()) {
      return 3;
    }
    if (!resource.is(ResourceKind.POD)) {
      return 0;
    }
    return resource.label(SparkNames.ROLE).equals("executor") ? 1 : 2;
  }
}
