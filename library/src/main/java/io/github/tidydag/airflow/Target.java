package io.github.tidydag.airflow;

import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An Airflow installation that the files are made for.
 *
 * @param airflow the version of Airflow
 * @param provider the version of apache-airflow-providers-cncf-kubernetes in it
 */
public record Target(Version airflow, Version provider) {
  /** The oldest supported provider: the first whose SparkKubernetesOperator is a pod operator. */
  public static final Version OLDEST_PROVIDER = Version.parse("7.14.0");

  /**
   * Why this pair cannot be a target, with what to write instead; empty if it can. Such a pair
   * cannot be installed (the provider's metadata), or the tables do not know it.
   */
  public Optional<String> impossible(OperatorTable operators, CoreTable core) {
    return unknownAirflow(core)
        .or(() -> unknownProvider(operators))
        .or(() -> tooNewForAirflow(operators))
        .or(() -> tooOldForAirflow(core));
  }

  private Optional<String> unknownAirflow(CoreTable core) {
    List<Version> minors = core.releases().stream().map(Version::minor).toList();
    if (minors.contains(airflow.minor())) {
      return Optional.empty();
    }
    return Optional.of(
        "Airflow %s is not supported; versions %s to %s are"
            .formatted(airflow, minors.get(0), minors.get(minors.size() - 1)));
  }

  private Optional<String> unknownProvider(OperatorTable operators) {
    if (!provider.isAtLeast(OLDEST_PROVIDER) || !operators.newest().isAtLeast(provider)) {
      return Optional.of(
          "provider %s is not supported; versions %s to %s are"
              .formatted(provider, OLDEST_PROVIDER, operators.newest()));
    }
    if (operators.versions().contains(provider)) {
      return Optional.empty();
    }
    Version below =
        operators.versions().stream()
            .filter(version -> provider.isAtLeast(version))
            .reduce(OLDEST_PROVIDER, (older, newer) -> newer);
    return Optional.of(
        "provider %s was never published; the one before it is %s".formatted(provider, below));
  }

  private Optional<String> tooNewForAirflow(OperatorTable operators) {
    return operators
        .minimumAirflow(provider)
        .filter(minimum -> !airflow.isAtLeast(minimum))
        .map(
            minimum ->
                "provider %s needs Airflow %s or newer%s"
                    .formatted(
                        provider,
                        minimum,
                        operators
                            .newestProviderFor(airflow)
                            .map(last -> "; the last one for Airflow " + airflow + " is " + last)
                            .orElse("")));
  }

  private Optional<String> tooOldForAirflow(CoreTable core) {
    return core.minimumProvider(airflow)
        .filter(minimum -> !provider.isAtLeast(minimum))
        .map(minimum -> "Airflow %s asks for provider %s or newer".formatted(airflow, minimum));
  }

  /** By hand: see {@link io.github.tidydag.tables.ValueType}. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Target target
        && airflow.equals(target.airflow)
        && provider.equals(target.provider);
  }

  @Override
  public int hashCode() {
    return 31 * airflow.hashCode() + provider.hashCode();
  }

  /** {@code Airflow 2.10.5 with provider 8.4.2}. */
  @Override
  public String toString() {
    return "Airflow " + airflow + " with provider " + provider;
  }
}
