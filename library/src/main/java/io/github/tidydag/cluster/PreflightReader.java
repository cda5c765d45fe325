package io.github.tidydag.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.preflight.ClusterFacts;
import io.github.tidydag.preflight.Fact;
import io.github.tidydag.preflight.FactKind;
import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Grants;
import io.github.tidydag.rbac.RbacSnapshot;
import io.github.tidydag.rbac.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a live cluster what a preflight wants to know; each question once. Of Secrets it asks for
 * the table that {@code kubectl get} shows, which holds no value.
 */
public final class PreflightReader implements ClusterFacts {
  private static final int PAGE = 500;
  private static final int FORBIDDEN = 403;
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ClusterConnection cluster;
  private final ApiReader api;
  private final Map<String, Fact<Optional<JsonNode>>> objects = new HashMap<>();
  private final Map<String, Fact<List<JsonNode>>> lists = new HashMap<>();
  private final Map<Question, Fact<Boolean>> answers = new HashMap<>();
  private final Map<String, RbacSnapshot> rbac = new HashMap<>();

  private record Question(Optional<Subject> who, Action action) {}

  /**
   * A reader.
   *
   * @param cluster opened with the power to ask
   */
  public PreflightReader(ClusterConnection cluster) {
    this.cluster = cluster;
    this.api = new ApiReader(cluster);
  }

  private static <T> Fact<T> asked(Supplier<T> question) {
    try {
      return new Fact.Known<>(question.get());
    } catch (ApiReader.Refused e) {
      return new Fact.Unknown<>(e.reason());
    }
  }

  @Override
  public Fact<String> version() {
    return asked(
        () -> api.one("/version").map(v -> v.path("gitVersion").asText()).orElse("unknown"));
  }

  @Override
  public Fact<Optional<JsonNode>> object(FactKind kind, String namespace, String name) {
    return objects.computeIfAbsent(
        kind + " " + namespace + "/" + name, key -> asked(() -> read(kind, namespace, name)));
  }

  private Optional<JsonNode> read(FactKind kind, String namespace, String name) {
    Optional<String> base = api.base(kind.group(), kind.plural());
    if (base.isEmpty()) {
      return Optional.empty();
    }
    String paths = base.get() + ApiReader.in(namespace) + "/" + kind.plural();
    return kind == FactKind.SECRET
        ? api.row(paths, name).map(PreflightReader::secret)
        : api.one(paths, name);
  }

  /** Its type, as the column of that name says. */
  private static JsonNode secret(JsonNode table) {
    ObjectNode secret = NODES.objectNode();
    JsonNode columns = table.path("columnDefinitions");
    JsonNode cells = table.at("/rows/0/cells");
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).path("name").asText().equals("Type")) {
        secret.put("type", cells.path(i).asText());
      }
    }
    return secret;
  }

  @Override
  public Fact<List<JsonNode>> list(FactKind kind, String namespace) {
    return lists.computeIfAbsent(
        kind + " " + namespace,
        key ->
            asked(
                () -> {
                  List<JsonNode> found = new ArrayList<>();
                  api.base(kind.group(), kind.plural())
                      .ifPresent(
                          base ->
                              api.list(
                                  base + ApiReader.in(namespace) + "/" + kind.plural(),
                                  ApiReader.JSON,
                                  PAGE,
                                  found::add));
                  return found;
                }));
  }

  @Override
  public Fact<Boolean> serves(String group, String version, String plural) {
    return asked(
        () -> {
          for (JsonNode resource : api.resources("/apis/" + group + "/" + version)) {
            if (resource.path("name").asText().equals(plural)) {
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public Fact<Optional<JsonNode>> schema(String group, String version, String kind) {
    return asked(
        () -> {
          JsonNode schemas =
              api.one("/openapi/v3/apis/" + group + "/" + version)
                  .map(about -> about.at("/components/schemas"))
                  .orElse(NODES.missingNode());
          for (JsonNode schema : schemas) {
            for (JsonNode of : schema.path("x-kubernetes-group-version-kind")) {
              if (of.path("kind").asText().equals(kind)
                  && of.path("group").asText().equals(group)) {
                return Optional.of(schema);
              }
            }
          }
          return Optional.empty();
        });
  }

  /**
   * Asks the API server, which knows of every authorizer; where we may not ask about others, their
   * roles and bindings are read.
   */
  @Override
  public Fact<Boolean> may(Optional<Subject> who, Action action) {
    return answers.computeIfAbsent(
        new Question(who, action), question -> asked(() -> answer(who, action)));
  }

  private boolean answer(Optional<Subject> who, Action action) {
    String kind = who.isEmpty() ? "selfsubjectaccessreviews" : "subjectaccessreviews";
    Optional<Boolean> allowed = review(kind, who, action);
    if (allowed.isEmpty() && who.isPresent() && !action.namespace().isEmpty()) {
      allowed =
          review("namespaces/" + action.namespace() + "/localsubjectaccessreviews", who, action);
    }
    if (allowed.isPresent()) {
      return allowed.get();
    }
    if (who.isEmpty()) {
      throw new ApiReader.Refused("forbidden: the account may not ask what it may do", true);
    }
    return byRoles(who.get(), action);
  }

  /** Empty if we may not ask that. */
  private Optional<Boolean> review(String path, Optional<Subject> who, Action action) {
    ObjectNode review = NODES.objectNode();
    review.put("apiVersion", "authorization.k8s.io/v1");
    review.put(
        "kind",
        who.isEmpty()
            ? "SelfSubjectAccessReview"
            : path.startsWith("namespaces/") ? "LocalSubjectAccessReview" : "SubjectAccessReview");
    if (!action.namespace().isEmpty() && path.startsWith("namespaces/")) {
      review.putObject("metadata").put("namespace", action.namespace());
    }
    ObjectNode spec = review.putObject("spec");
    who.ifPresent(
        subject -> {
          spec.put("user", subject.userName());
          subject.impliedGroups().stream().sorted().forEach(spec.withArray("groups")::add);
        });
    String resource = action.resource();
    int slash = resource.indexOf('/');
    spec.putObject("resourceAttributes")
        .put("verb", action.verb())
        .put("group", action.group())
        .put("resource", slash < 0 ? resource : resource.substring(0, slash))
        .put("subresource", action.subresource())
        .put("name", action.name())
        .put("namespace", action.namespace());
    ClusterConnection.Answer answer = cluster.send("POST", REVIEWS + path, review.toString());
    if (answer.code() == FORBIDDEN) {
      return Optional.empty();
    }
    if (!answer.isFine()) {
      throw new ApiReader.Refused("the server answered " + answer.code() + " to " + path, false);
    }
    try {
      return Optional.of(JSON.readTree(answer.body()).at("/status/allowed").asBoolean());
    } catch (IOException e) {
      throw new ApiReader.Refused("the answer is no JSON: " + ClusterConnection.reason(e), false);
    }
  }

  /** By RBAC alone, which tells only who may: another authorizer may allow more. */
  private boolean byRoles(Subject who, Action action) {
    RbacSnapshot snapshot = rbac.computeIfAbsent(action.namespace(), this::roles);
    if (new Grants(snapshot).allows(who.userName(), who.impliedGroups(), action)) {
      return true;
    }
    throw new ApiReader.Refused(
        "the API server may not be asked about others, and "
            + (snapshot.gaps().isEmpty()
                ? "no role grants " + action + "; an authorizer beside RBAC might"
                : "not all roles can be read: " + snapshot.gaps().get(0)),
        true);
  }

  private RbacSnapshot roles(String namespace) {
    return AccessReader.read(
        cluster,
        namespace.isEmpty() ? List.of() : List.of(namespace),
        EnumSet.of(
            AccessKind.ROLE,
            AccessKind.CLUSTER_ROLE,
            AccessKind.ROLE_BINDING,
            AccessKind.CLUSTER_ROLE_BINDING),
        (kind, object) -> {});
  }
}
