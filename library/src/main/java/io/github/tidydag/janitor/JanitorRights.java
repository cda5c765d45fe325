package io.github.tidydag.janitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the janitor's account needs in a namespace: all that decides is listed, what may go is read
 * whole for the backup. Deleted are tops: Services, claims and Secrets have owners, with which
 * Kubernetes collects them; whoever must delete one himself, for the collector is stuck, is told
 * the right that he lacks.
 */
public final class JanitorRights {
  private static final Set<ResourceKind> TOPS =
      Set.of(
          ResourceKind.CONFIG_MAP,
          ResourceKind.POD,
          ResourceKind.SPARK_APPLICATION,
          ResourceKind.APACHE_SPARK_APPLICATION);

  /** What goes with what is deleted, whatever kinds a user names, and so into the backup. */
  private static final Set<ResourceKind> GOING_ALONG =
      Set.of(ResourceKind.CONFIG_MAP, ResourceKind.SERVICE, ResourceKind.POD);

  private JanitorRights() {}

  /** Verbs on a kind. */
  public record Rule(ResourceKind kind, List<String> verbs) {}

  /**
   * The rules, without a verb that is not used.
   *
   * @param kinds what may be deleted
   */
  public static List<Rule> of(Set<ResourceKind> kinds) {
    List<Rule> rules = new ArrayList<>();
    for (ResourceKind kind : ResourceKind.values()) {
      if (kinds.contains(kind)) {
        rules.add(
            new Rule(
                kind,
                TOPS.contains(kind) ? List.of("get", "list", "delete") : List.of("get", "list")));
      } else if (GOING_ALONG.contains(kind)) {
        rules.add(new Rule(kind, List.of("get", "list")));
      } else if (kind != ResourceKind.SECRET) {
        rules.add(new Rule(kind, List.of("list")));
      }
    }
    return rules;
  }
}
