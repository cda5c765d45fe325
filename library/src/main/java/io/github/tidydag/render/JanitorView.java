package io.github.tidydag.render;

import io.github.tidydag.cleanup.Permissions.PolicyRule;
import java.util.List;

/**
 * What {@code janitor.yaml.ftl} sees.
 *
 * @param rbac a Role and its binding for each namespace, or the bindings alone
 * @param clusterRules of the ClusterRole that they bind; empty if there is none
 * @param newAccount whether the account is to be made
 * @param newClaim whether the claim is to be made
 */
public record JanitorView(
    List<Source> header,
    String name,
    String namespace,
    List<Label> labels,
    String account,
    boolean newAccount,
    RbacView rbac,
    List<PolicyRule> clusterRules,
    String claim,
    boolean newClaim,
    String claimSize,
    String schedule,
    String timeZone,
    String image,
    List<String> pullSecrets,
    List<String> arguments,
    int shards) {

  /** A label. */
  public record Label(String name, String value) {}
}
