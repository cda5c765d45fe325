package io.github.tidydag.janitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user wants cleaned.
 *
 * @param minAge instead of the policy's
 * @param noClientMode whether somebody vouches that no driver runs in client mode: else a driver
 *     may live where nothing shows it, in a notebook or outside of the cluster
 * @param earlier what is without a driver to be seen goes if it was so then, too, and is old
 * @param namespaces only these; all but Kubernetes' own if empty
 * @param selector labels that what is deleted must carry
 * @param kinds what may be deleted
 * @param keepLast how many of the runs of one application that ended last stay
 */
public record PlanOptions(
    Policy policy,
    Optional<Duration> minAge,
    boolean noClientMode,
    Optional<EarlierScan> earlier,
    Set<String> namespaces,
    Map<String, String> selector,
    Set<ResourceKind> kinds,
    int keepLast) {
  /** What may be deleted unless somebody asks for other kinds: no claims and no Secrets. */
  public static final Set<ResourceKind> USUAL_KINDS =
      Set.copyOf(
          List.of(
              ResourceKind.CONFIG_MAP,
              ResourceKind.SERVICE,
              ResourceKind.POD,
              ResourceKind.SPARK_APPLICATION,
              ResourceKind.APACHE_SPARK_APPLICATION));

  public PlanOptions {
    namespaces = Set.copyOf(namespaces);
    selector = Map.copyOf(selector);
    kinds = Set.copyOf(kinds);
  }

  /** A policy as it is, everywhere. */
  public static PlanOptions of(Policy policy) {
    return new PlanOptions(
        policy, Optional.empty(), false, Optional.empty(), Set.of(), Map.of(), USUAL_KINDS, 0);
  }

  /** The same with another age. */
  public PlanOptions withMinAge(Duration age) {
    return new PlanOptions(
        policy, Optional.of(age), noClientMode, earlier, namespaces, selector, kinds, keepLast);
  }

  /** The same with or without somebody's word that no driver runs in client mode. */
  public PlanOptions withNoClientMode(boolean isVouchedFor) {
    return new PlanOptions(
        policy, minAge, isVouchedFor, earlier, namespaces, selector, kinds, keepLast);
  }

  /** The same in other namespaces. */
  public PlanOptions withNamespaces(Set<String> others) {
    return new PlanOptions(
        policy, minAge, noClientMode, earlier, others, selector, kinds, keepLast);
  }

  /** How long ago something must have ended. */
  public Duration age() {
    return minAge.orElse(policy.minAge());
  }

  /** How old something without owner and driver must be; empty for never. */
  public Optional<Duration> ageWithoutDriver() {
    return noClientMode
        ? Optional.of(age())
        : (earlier.isPresent() ? Policy.AGGRESSIVE : policy).ageWithoutDriver();
  }

  /** Whether Secrets are to be read, too. */
  public boolean readsSecrets() {
    return kinds.contains(ResourceKind.SECRET);
  }

  /** Whether a namespace is Kubernetes' own, where nothing is ever deleted. */
  public static boolean isKubernetesOwn(String namespace) {
    return namespace.startsWith("kube-");
  }
}
