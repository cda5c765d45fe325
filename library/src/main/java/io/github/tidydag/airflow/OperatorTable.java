package io.github.tidydag.airflow;

import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.RunTable;
import io.github.tidydag.tables.Runs;
import io.github.tidydag.tables.Version;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operators of {@code apache-airflow-providers-cncf-kubernetes} accept, by provider
 * version: read from the constructors in the published wheels from 4.4.0 on.
 */
public final class OperatorTable {
  private final List<Version> versions;
  private final Runs<Version> minimumAirflow;
  private final Runs<ClientRange> clients;
  private final RunTable<List<String>> enums;
  private final Map<OperatorKind, OperatorInfo> operators = new EnumMap<>(OperatorKind.class);

  private OperatorTable(Json json) {
    versions = json.get("versions").texts().stream().map(Version::parse).toList();
    minimumAirflow =
        Runs.of(json.get("minimum_airflow"), run -> Version.parse(run.get("airflow").text()));
    clients =
        Runs.of(
            json.get("kubernetes_client"), run -> ClientRange.parse(run.get("requirement").text()));
    enums = new RunTable<>(json.get("enums"), (name, run) -> run.get("values").texts());
    Optional<ArgumentTable> pod = Optional.empty();
    for (OperatorKind kind : OperatorKind.values()) {
      OperatorInfo info = new OperatorInfo(kind, json.get("operators").get(kind.className()), pod);
      operators.put(kind, info);
      if (kind == OperatorKind.POD) {
        pod = Optional.of(info.arguments());
      }
    }
  }

  /** Reads the table; takes a few milliseconds, so keep what it returns. */
  public static OperatorTable load() {
    return new OperatorTable(Json.resource(OperatorTable.class, "arguments.json"));
  }

  /** Every published provider version that was read, oldest first. */
  public List<Version> versions() {
    return versions;
  }

  /** The newest provider version that was read. */
  public Version newest() {
    return versions.get(versions.size() - 1);
  }

  public OperatorInfo operator(OperatorKind kind) {
    OperatorInfo info = operators.get(kind);
    if (info == null) {
      throw new IllegalStateException("no table for " + kind);
    }
    return info;
  }

  /** The oldest Airflow that a provider's metadata allows. */
  public Optional<Version> minimumAirflow(Version provider) {
    return minimumAirflow.at(provider);
  }

  /** The newest provider that an Airflow can have. */
  public Optional<Version> newestProviderFor(Version airflow) {
    return versions.stream()
        .filter(v -> minimumAirflow(v).filter(airflow::isAtLeast).isPresent())
        .reduce((older, newer) -> newer);
  }

  /** The versions of the Python client {@code kubernetes} that a provider's metadata allows. */
  public Optional<ClientRange> kubernetesClient(Version provider) {
    return clients.at(provider);
  }

  /** The texts of a closed set, such as {@code OnFinishAction}; empty before it existed. */
  public List<String> enumValues(String name, Version provider) {
    return enums.at(name, provider).orElse(List.of());
  }
}
