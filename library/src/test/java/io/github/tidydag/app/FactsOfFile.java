package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.preflight.ClusterFacts;
import io.github.tidydag.preflight.Fact;
import io.github.tidydag.preflight.FactKind;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cluster in a file: {@code version}, {@code objects}, the rights that are {@code refused}, the
 * group versions that it {@code serves}, {@code schemas} by kind; {@code forbidden} is a kind of
 * which no object may be read, or {@code all}.
 */
record FactsOfFile(JsonNode cluster) implements ClusterFacts {
  static FactsOfFile read(Path file) throws IOException {
    Problems problems = new Problems();
    JsonNode tree =
        PodJson.template(
            YamlReader.readOne(file.toString(), Files.readString(file), problems).orElseThrow());
    if (problems.hasErrors()) {
      throw new IllegalArgumentException(problems.sorted().toString());
    }
    return new FactsOfFile(tree);
  }

  private <T> Fact<T> said(T value) {
    return cluster.path("forbidden").asText().equals("all")
        ? new Fact.Unknown<>("forbidden: the account needs get and list")
        : new Fact.Known<>(value);
  }

  @Override
  public Fact<String> version() {
    return said(cluster.path("version").asText());
  }

  private List<JsonNode> all(FactKind kind, String namespace) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode object : cluster.path("objects")) {
      if (object.path("kind").asText().equals(nameOf(kind))
          && object.at("/metadata/namespace").asText().equals(namespace)) {
        found.add(object);
      }
    }
    return found;
  }

  private static String nameOf(FactKind kind) {
    return switch (kind) {
      case NAMESPACE -> "Namespace";
      case SERVICE_ACCOUNT -> "ServiceAccount";
      case SECRET -> "Secret";
      case CONFIG_MAP -> "ConfigMap";
      case CLAIM -> "PersistentVolumeClaim";
      case LIMIT_RANGE -> "LimitRange";
      case RESOURCE_QUOTA -> "ResourceQuota";
      case NODE -> "Node";
      case PRIORITY_CLASS -> "PriorityClass";
      case RUNTIME_CLASS -> "RuntimeClass";
      case STORAGE_CLASS -> "StorageClass";
      case MUTATING_WEBHOOK -> "MutatingWebhookConfiguration";
      case VALIDATING_WEBHOOK -> "ValidatingWebhookConfiguration";
      case ADMISSION_POLICY -> "ValidatingAdmissionPolicy";
    };
  }

  @Override
  public Fact<Optional<JsonNode>> object(FactKind kind, String namespace, String name) {
    if (cluster.path("forbidden").asText().equals(kind.plural())) {
      return new Fact.Unknown<>("forbidden: the account needs get and list");
    }
    return said(
        all(kind, namespace).stream()
            .filter(object -> object.at("/metadata/name").asText().equals(name))
            .findFirst());
  }

  @Override
  public Fact<List<JsonNode>> list(FactKind kind, String namespace) {
    return said(all(kind, namespace));
  }

  @Override
  public Fact<Boolean> serves(String group, String version, String plural) {
    boolean found = false;
    for (JsonNode served : cluster.path("serves")) {
      found |= served.asText().equals(group + "/" + version);
    }
    return said(found);
  }

  @Override
  public Fact<Optional<JsonNode>> schema(String group, String version, String kind) {
    JsonNode schema = cluster.path("schemas").path(kind);
    return said(schema.isMissingNode() ? Optional.empty() : Optional.of(schema));
  }

  @Override
  public Fact<Boolean> may(Optional<Subject> who, Action action) {
    boolean allowed = true;
    for (JsonNode refused : cluster.path("refused")) {
      allowed &= !refused.asText().equals(action.verb() + " " + action.resource());
    }
    return said(allowed);
  }
}
