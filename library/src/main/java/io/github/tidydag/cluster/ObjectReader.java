package io.github.tidydag.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads whole objects, as a backup needs them. */
public final class ObjectReader {
  private static final int PAGE = 100;
  private static final int MOST_SINGLE_READS = 50;

  private final ApiReader api;

  /** Reads from a cluster. */
  public ObjectReader(ClusterConnection cluster) {
    this.api = new ApiReader(cluster);
  }

  /**
   * Gives each resource whole that is there as it was read, with its apiVersion and kind; one that
   * is gone or has changed is left out.
   *
   * @param resources of kinds that are looked at
   * @throws ClusterException if the cluster does not answer, or does not give them
   */
  public void read(Collection<Resource> resources, Consumer<ObjectNode> sink) {
    Map<String, List<Resource>> byPath = new TreeMap<>();
    for (Resource resource : resources) {
      byPath
          .computeIfAbsent(
              ObjectWriter.paths(
                  resource.apiVersion(), resource.namespace(), resource.kind().orElseThrow()),
              p -> new ArrayList<>())
          .add(resource);
    }
    byPath.forEach((path, wanted) -> read(path, wanted, sink));
  }

  private void read(String path, List<Resource> wanted, Consumer<ObjectNode> sink) {
    Map<String, Resource> byUid = new HashMap<>();
    wanted.forEach(r -> byUid.put(r.uid(), r));
    ApiReader.Found take =
        object -> {
          Resource known = byUid.get(object.at("/metadata/uid").asText());
          if (known != null
              && known.resourceVersion().equals(object.at("/metadata/resourceVersion").asText())) {
            byUid.remove(known.uid()); // a list may begin anew
            ObjectNode whole = (ObjectNode) object;
            sink.accept(whole.put("apiVersion", known.apiVersion()).put("kind", known.kindName()));
          }
        };
    try {
      if (wanted.size() > MOST_SINGLE_READS) {
        api.list(path, ApiReader.JSON, PAGE, take);
      } else {
        wanted.forEach(r -> api.one(path, r.name()).ifPresent(take::take));
      }
    } catch (ApiReader.Refused e) {
      throw new ClusterException(path + ": cannot be read: " + e.reason(), e);
    }
  }

  /**
   * The object of the name that an entry of ownerReferences has, if it is there and of our kinds.
   */
  public Optional<JsonNode> owner(JsonNode entry, String namespace) {
    String version = entry.path("apiVersion").asText();
    Optional<ResourceKind> kind = ResourceKind.of(version, entry.path("kind").asText());
    try {
      return kind.flatMap(
          k -> api.one(ObjectWriter.paths(version, namespace, k), entry.path("name").asText()));
    } catch (ApiReader.Refused e) {
      return Optional.empty();
    }
  }
}
