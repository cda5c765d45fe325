package io.github.tidydag.janitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A janitor that runs in a cluster on a schedule.
 *
 * @param name of all objects that it consists of
 * @param home the namespace where it runs
 * @param namespaces where it cleans
 * @param serviceAccount one that is there; else it gets its own
 * @param schedule five fields of cron
 * @param timeZone IANA zone
 * @param isClusterRole whether one ClusterRole is bound in each namespace, instead of a Role in
 *     each
 * @param labels of everything, beside its own
 * @param claim a claim for backups that is there; else it gets one of {@code claimSize}
 * @param shards pods that share the namespaces
 * @param options what to clean; its namespaces are those above
 */
public record JanitorSetup(
    String name,
    String home,
    List<String> namespaces,
    Optional<String> serviceAccount,
    String schedule,
    String timeZone,
    boolean isClusterRole,
    String image,
    List<String> pullSecrets,
    Map<String, String> labels,
    Optional<String> claim,
    String claimSize,
    int shards,
    PlanOptions options,
    Caps caps) {
  public JanitorSetup {
    namespaces = namespaces.stream().distinct().sorted().toList();
    pullSecrets = List.copyOf(pullSecrets);
    labels = Map.copyOf(labels);
  }

  /** The account that it runs as. */
  public String account() {
    return serviceAccount.orElse(name);
  }

  /** The claim that its backups go to. */
  public String claimName() {
    return claim.orElse(name + "-backups");
  }
}
