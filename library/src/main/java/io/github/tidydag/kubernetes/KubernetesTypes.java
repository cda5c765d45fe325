package io.github.tidydag.kubernetes;

import io.github.tidydag.tables.Json;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kubernetes' types as the Python client {@code kubernetes} knows them: all that can be reached
 * from a Pod, Job, CronJob, ConfigMap, Role, RoleBinding or ServiceAccount. Read from the models in
 * the client's wheels, one of each major that a supported provider allows.
 */
public final class KubernetesTypes {
  private final List<Version> clients;
  private final Map<String, Json> source;
  private final Map<String, KubernetesType> types = new ConcurrentHashMap<>();

  private KubernetesTypes(Json json) {
    clients = json.get("clients").texts().stream().map(Version::parse).toList();
    source = json.get("types").fields();
  }

  /** Reads the table; a type is made of it when it is first asked for. */
  public static KubernetesTypes load() {
    return new KubernetesTypes(Json.resource(KubernetesTypes.class, "types.json"));
  }

  /** The client versions that were read, oldest first. */
  public List<Version> clients() {
    return clients;
  }

  /** The names of all types, in any client. */
  public Set<String> names() {
    return Set.copyOf(source.keySet());
  }

  /** A type by its Python class; empty if no client has it among those reachable. */
  public Optional<KubernetesType> find(String name) {
    Json json = source.get(name);
    return json == null
        ? Optional.empty()
        : Optional.of(types.computeIfAbsent(name, key -> new KubernetesType(key, json)));
  }

  /**
   * A type by its Python class.
   *
   * @throws IllegalArgumentException if there is none
   */
  public KubernetesType type(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no Kubernetes type " + name));
  }
}
