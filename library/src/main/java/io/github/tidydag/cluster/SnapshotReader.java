package io.github.tidydag.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.tidydag.janitor.ClusterSnapshot;
import io.github.tidydag.janitor.Content;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.ObjectLists;
import io.github.tidydag.janitor.Owner;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.ResourceReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what decides from a live cluster: in pages, of ConfigMaps and Secrets the metadata alone,
 * and the content of those ConfigMaps only that nothing owns.
 */
public final class SnapshotReader {
  private static final String JSON = "application/json";
  private static final String METADATA =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final int PAGE = 500;
  private static final int PAGE_OF_CONTENT = 50;
  private static final int MOST_SINGLE_READS = 100;
  private static final int MOST_RESTARTS = 3;

  private final ObjectMapper json = new ObjectMapper();
  private final ClusterConnection cluster;
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Map<String, List<String>> versions = new HashMap<>();
  private final Map<String, JsonNode> discovered = new HashMap<>();

  private SnapshotReader(ClusterConnection cluster) {
    this.cluster = cluster;
  }

  /**
   * Reads a cluster.
   *
   * @param namespaces all of them if empty
   * @param secrets whether to list Secrets, too, of which only the metadata come
   * @throws ClusterException if it does not answer
   */
  public static ClusterSnapshot read(
      ClusterConnection cluster, Set<String> namespaces, boolean secrets, Instant now) {
    return new SnapshotReader(cluster).read(namespaces, secrets, now);
  }

  private ClusterSnapshot read(Set<String> namespaces, boolean secrets, Instant now) {
    List<String> wanted =
        namespaces.isEmpty() ? List.of("") : namespaces.stream().sorted().toList();
    for (ResourceKind kind : ResourceKind.values()) {
      for (String namespace :
          kind == ResourceKind.SECRET && !secrets ? List.<String>of() : wanted) {
        read(kind, namespace);
      }
    }
    readContents();
    Set<String> absent = readOwners();
    return new ClusterSnapshot(cluster.shown(), now, List.copyOf(resources.values()), gaps, absent);
  }

  private void read(ResourceKind kind, String namespace) {
    Optional<String> base;
    try {
      base = base(kind);
    } catch (Refused e) {
      gaps.add(new Gap(namespace, kind, e.reason));
      return;
    }
    if (base.isEmpty()) {
      return; // the cluster has no such kind, and so no such object
    }
    String apiVersion = base.get().substring(base.get().indexOf('/', 1) + 1);
    String path = base.get() + in(namespace) + "/" + kind.plural();
    try {
      list(
          path,
          kind.decides() ? JSON : METADATA,
          PAGE,
          found ->
              (kind.decides()
                      ? ResourceReader.read(found, apiVersion, kind.kind())
                      : ResourceReader.readMetadata(found, apiVersion, kind.kind()))
                  .ifPresent(r -> resources.put(r.uid(), r)));
    } catch (Refused e) {
      gaps.add(new Gap(namespace, kind, e.reason));
    }
  }

  private static String in(String namespace) {
    return namespace.isEmpty() ? "" : "/namespaces/" + namespace;
  }

  /**
   * The path of the version that serves a kind, the one that the server prefers if it does; empty
   * if none does. SparkConnect is of an older version than the rest of its group.
   */
  private Optional<String> base(ResourceKind kind) {
    if (kind.group().isEmpty()) {
      return Optional.of("/api/v1");
    }
    for (String version : versions(kind.group())) {
      for (JsonNode resource : resources("/apis/" + version)) {
        if (resource.path("name").asText().equals(kind.plural())) {
          return Optional.of("/apis/" + version);
        }
      }
    }
    return Optional.empty();
  }

  /** What a group is served as, the version first that the server prefers. */
  private List<String> versions(String group) {
    List<String> known = versions.get(group);
    if (known == null) {
      Set<String> found = new LinkedHashSet<>();
      one("/apis/" + group)
          .ifPresent(
              about -> {
                found.add(about.path("preferredVersion").path("groupVersion").asText());
                about.path("versions").forEach(v -> found.add(v.path("groupVersion").asText()));
              });
      known = List.copyOf(found);
      versions.put(group, known);
    }
    return known;
  }

  /** The resources of a version of a group; none if the server does not serve it. */
  private JsonNode resources(String base) {
    JsonNode known = discovered.get(base);
    if (known == null) {
      known = one(base).map(about -> about.path("resources")).orElse(MissingNode.getInstance());
      discovered.put(base, known);
    }
    return known;
  }

  /** The server says no. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Refused(String message) {
      super(message);
      this.reason = message;
    }
  }

  @FunctionalInterface
  private interface Found {
    void take(JsonNode object);
  }

  /** All pages of a list; from the start again when the server has forgotten where it was. */
  private void list(String path, String accept, int limit, Found found) {
    String token = "";
    int restarts = 0;
    do {
      String query =
          "?limit="
              + limit
              + (token.isEmpty()
                  ? ""
                  : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
      try (ClusterConnection.Answer answer = cluster.get(path + query, accept)) {
        if (answer.code() == 410 && restarts < MOST_RESTARTS) {
          restarts++;
          token = "";
          continue;
        }
        if (!answer.isFine()) {
          throw refused(answer, path);
        }
        token =
            ObjectLists.read(
                json.createParser(answer.body()), (object, version, kind) -> found.take(object));
        if (token.isEmpty()) {
          return;
        }
      } catch (IOException e) {
        throw new ClusterException(
            cluster.shown() + path + ": broke off: " + ClusterConnection.reason(e), e);
      }
    } while (true);
  }

  /** An object; empty if there is none. */
  private Optional<JsonNode> one(String path) {
    try (ClusterConnection.Answer answer = cluster.get(path, JSON)) {
      if (answer.code() == 404) {
        return Optional.empty();
      }
      if (!answer.isFine()) {
        throw refused(answer, path);
      }
      return Optional.of(json.readTree(answer.body()));
    } catch (IOException e) {
      throw new ClusterException(
          cluster.shown() + path + ": broke off: " + ClusterConnection.reason(e), e);
    }
  }

  private Refused refused(ClusterConnection.Answer answer, String path) {
    return new Refused(
        answer.code() == 403
            ? "forbidden: the account needs get and list"
            : "the server answered " + answer.code() + " to " + path);
  }

  private void readContents() {
    Map<String, List<Resource>> unowned = new LinkedHashMap<>();
    for (Resource resource : resources.values()) {
      if (resource.is(ResourceKind.CONFIG_MAP) && resource.owners().isEmpty()) {
        unowned.computeIfAbsent(resource.namespace(), n -> new ArrayList<>()).add(resource);
      }
    }
    unowned.forEach(
        (namespace, wanted) -> {
          String path = "/api/v1/namespaces/" + namespace + "/configmaps";
          try {
            if (wanted.size() > MOST_SINGLE_READS) {
              list(path, JSON, PAGE_OF_CONTENT, this::takeContent);
            } else {
              wanted.forEach(r -> one(path + "/" + r.name()).ifPresent(this::takeContent));
            }
          } catch (Refused e) {
            // what was not read stays so, and is kept for that
          }
        });
  }

  private void takeContent(JsonNode object) {
    ResourceReader.read(object, "v1", ResourceKind.CONFIG_MAP.kind())
        .ifPresent(
            whole ->
                resources.computeIfPresent(
                    whole.uid(),
                    (uid, known) ->
                        known.content() == Content.UNREAD
                            ? known.withContent(whole.content())
                            : known));
  }

  /** Asks for the owners that are of no kind that was listed; returns the uids that are gone. */
  private Set<String> readOwners() {
    Set<String> absent = new HashSet<>();
    Set<String> asked = new HashSet<>();
    List<Resource> open = new ArrayList<>(resources.values());
    for (int i = 0; i < open.size(); i++) {
      Resource resource = open.get(i);
      if (resource.is(ResourceKind.POD) && !resource.labels().containsKey("spark-role")) {
        continue; // of no concern, and in their thousands
      }
      for (Owner owner : resource.owners()) {
        Optional<ResourceKind> kind = ResourceKind.of(owner.apiVersion(), owner.kind());
        boolean isListed = kind.isPresent() && kind.get().decides();
        if (!isListed && !resources.containsKey(owner.uid()) && asked.add(owner.uid())) {
          try {
            Optional<Resource> found = owner(owner, resource.namespace());
            if (found.isPresent()) {
              resources.put(owner.uid(), found.get());
              open.add(found.get());
            } else {
              absent.add(owner.uid());
            }
          } catch (Refused e) {
            // not known, and what it may own is kept
          }
        }
      }
    }
    return absent;
  }

  private Optional<Resource> owner(Owner owner, String namespace) {
    String base = (owner.apiVersion().contains("/") ? "/apis/" : "/api/") + owner.apiVersion();
    for (JsonNode resource : resources(base)) {
      if (resource.path("kind").asText().equals(owner.kind())
          && !resource.path("name").asText().contains("/")) {
        String where = resource.path("namespaced").asBoolean() ? in(namespace) : "";
        return one(base + where + "/" + resource.path("name").asText() + "/" + owner.name())
            .map(found -> ResourceReader.owner(found, owner.apiVersion(), owner.kind()))
            .filter(found -> found.uid().equals(owner.uid()));
      }
    }
    throw new Refused("the server has no " + owner.kind());
  }
}
