package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.rbac.Workload;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who acts as an account. */
final class Sharing {
  private static final Set<String> SPARKS =
      Stream.of(
              AccessKind.SPARK_APPLICATION,
              AccessKind.SCHEDULED_SPARK_APPLICATION,
              AccessKind.SPARK_CONNECT,
              AccessKind.APACHE_SPARK_CLUSTER)
          .map(AccessKind::kind)
          .collect(Collectors.toUnmodifiableSet());

  private static final int MOST_NAMES = 2;

  private Sharing() {}

  /** Whether drivers act as it: it is named after Spark, or applications name it. */
  static boolean isOfDrivers(Subject account, Surroundings around) {
    return RoleView.isNamedAfterSpark(account.name())
        || workloads(account, around).stream().anyMatch(w -> SPARKS.contains(w.kind()));
  }

  /** Those that nothing else has made, and that have not ended; none in files. */
  static List<Workload> workloads(Subject account, Surroundings around) {
    return around.account(account).map(Inventory.Entry::sharers).orElse(List.of()).stream()
        .filter(workload -> !workload.hasEnded())
        .toList();
  }

  /** Workloads in words. */
  static String words(List<Workload> workloads) {
    String named =
        workloads.stream()
            .limit(MOST_NAMES)
            .map(w -> w.kind() + " " + w.name())
            .collect(Collectors.joining(" and "));
    int more = workloads.size() - MOST_NAMES;
    return more > 0 ? named.replace(" and ", ", ") + " and " + more + " more" : named;
  }
}
