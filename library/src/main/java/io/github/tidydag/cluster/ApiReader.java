package io.github.tidydag.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.ObjectLists;
import io.github.tidydag.janitor.ResourceKind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads objects and lists of an API server, and what it serves. */
final class ApiReader {
  static final String JSON = "application/json";
  static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final String TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";
  private static final int MOST_RESTARTS = 3;

  private final ObjectMapper json = new ObjectMapper();
  private final ClusterConnection cluster;
  private final Map<String, List<String>> versions = new HashMap<>();
  private final Map<String, JsonNode> discovered = new HashMap<>();

  ApiReader(ClusterConnection cluster) {
    this.cluster = cluster;
  }

  /** The server says no. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean isForbidden;

    Refused(String reason, boolean isForbidden) {
      super(reason);
      this.reason = reason;
      this.isForbidden = isForbidden;
    }

    String reason() {
      return reason;
    }

    Gap gap(String namespace, ResourceKind kind) {
      return new Gap(namespace, kind, reason, isForbidden);
    }
  }

  @FunctionalInterface
  interface Found {
    void take(JsonNode object);
  }

  static String in(String namespace) {
    return namespace.isEmpty() ? "" : "/namespaces/" + namespace;
  }

  /**
   * What is missing of namespaces in which nothing was found: a server lists nothing, and does not
   * complain, where there is no such namespace.
   *
   * @param gaps known so far; where there is one, nothing follows from having found nothing
   */
  static List<Gap> notThere(Set<String> empty, List<Gap> gaps) {
    return empty.stream()
        .sorted()
        .filter(namespace -> gaps.stream().noneMatch(gap -> gap.namespace().equals(namespace)))
        .map(
            namespace ->
                new Gap(
                    namespace,
                    ResourceKind.CONFIG_MAP,
                    "there are none, not even kube-root-ca.crt: there is no such namespace"))
        .toList();
  }

  /**
   * The path of the version that serves a kind, the one that the server prefers if it does; empty
   * if none does. SparkConnect is of an older version than the rest of its group.
   */
  Optional<String> base(ResourceKind kind) {
    return base(kind.group(), kind.plural());
  }

  /** The same by a group and a kind's plural. */
  Optional<String> base(String group, String plural) {
    if (group.isEmpty()) {
      return Optional.of("/api/v1");
    }
    for (String version : versions(group)) {
      for (JsonNode resource : resources("/apis/" + version)) {
        if (resource.path("name").asText().equals(plural)) {
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
  JsonNode resources(String base) {
    JsonNode known = discovered.get(base);
    if (known == null) {
      known = one(base).map(about -> about.path("resources")).orElse(MissingNode.getInstance());
      discovered.put(base, known);
    }
    return known;
  }

  /**
   * All pages of a list; from the start again when the server has forgotten where it was.
   *
   * @throws Refused if the server does not give it
   */
  void list(String path, String accept, int limit, Found found) {
    String token = "";
    int restarts = 0;
    do {
      String query =
          "?limit="
              + limit
              + (token.isEmpty()
                  ? ""
                  : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
      ClusterConnection.Answer answer = cluster.get(path + query, accept);
      try {
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
        throw broken(path, e);
      }
    } while (true);
  }

  /**
   * An object; empty if there is none.
   *
   * @throws Refused if the server does not give it
   */
  Optional<JsonNode> one(String path) {
    return read(path, JSON);
  }

  private Optional<JsonNode> read(String path, String accept) {
    ClusterConnection.Answer answer = cluster.get(path, accept);
    if (answer.code() == 404) {
      return Optional.empty();
    }
    if (!answer.isFine()) {
      throw refused(answer, path);
    }
    try {
      return Optional.of(json.readTree(answer.body()));
    } catch (IOException e) {
      throw broken(path, e);
    }
  }

  /**
   * The object of a name, which somebody may have written whom no server has checked, as in
   * ownerReferences; empty if there is none.
   *
   * @param paths of all objects of its kind
   * @throws Refused if the server does not give it, or nothing can have that name
   */
  Optional<JsonNode> one(String paths, String name) {
    return read(paths + "/" + segment(name), JSON);
  }

  /** The table of one row that {@code kubectl get} shows of an object, without its metadata. */
  Optional<JsonNode> row(String paths, String name) {
    return read(paths + "/" + segment(name) + "?includeObject=None", TABLE);
  }

  private static String segment(String name) {
    if (name.equals(".") || name.equals("..")) {
      throw new Refused(name + " is no name", false);
    }
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ClusterException broken(String path, IOException e) {
    return new ClusterException(
        cluster.shown() + path + ": broke off: " + ClusterConnection.reason(e), e);
  }

  private static Refused refused(ClusterConnection.Answer answer, String path) {
    return new Refused(
        answer.code() == 403
            ? "forbidden: the account needs get and list"
            : "the server answered " + answer.code() + " to " + path,
        answer.code() == 403);
  }
}
