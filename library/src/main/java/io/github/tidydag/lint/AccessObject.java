package io.github.tidydag.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.rbac.ProjectObjects;
import io.github.tidydag.source.JinjaBlocks;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Roles and bindings of a text, as the API server would show them, for {@link ProjectObjects}. */
public final class AccessObject {
  /** What a text holds that describes one. */
  private static final String SIGN = "rbac.authorization.k8s.io";

  private static final Set<DocumentKind> KINDS =
      Set.of(
          DocumentKind.ROLE,
          DocumentKind.CLUSTER_ROLE,
          DocumentKind.ROLE_BINDING,
          DocumentKind.CLUSTER_ROLE_BINDING);

  private static final List<String> PARTS =
      List.of("rules", "aggregationRule", "roleRef", "subjects");

  private AccessObject() {}

  /** Whether roles or bindings may be in a text. */
  public static boolean mayBeIn(SourceText source) {
    return source.text().contains(SIGN);
  }

  /** Takes those of a text. What Jinja, or a patch, has a word in is not known. */
  public static void takeAll(SourceText source, FileRole role, ProjectObjects objects) {
    String masked = JinjaMask.mask(source.text());
    for (Node node : YamlReader.readEach(source.file(), masked, new Problems())) {
      take(node, source, role.partial(), objects);
    }
  }

  private static void take(Node node, SourceText source, boolean partial, ProjectObjects objects) {
    if (!(node instanceof Node.Mapping root)) {
      return;
    }
    Optional<List<Node>> items = ListItems.of(root);
    if (items.isPresent()) {
      items.get().forEach(item -> take(item, source, partial, objects));
      return;
    }
    DocumentKind kind = DocumentKind.of(root, FileRole.PLAIN);
    Optional<Node.Scalar> name = Document.known(root, "metadata", "name");
    Optional<String> namespace = namespace(root, kind, source.file());
    if (!KINDS.contains(kind) || name.isEmpty() || namespace.isEmpty()) {
      return;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", kind.kind());
    ObjectNode metadata = object.putObject("metadata").put("name", name.get().text());
    metadata.put("namespace", namespace.get());
    boolean known =
        !partial
            && PARTS.stream().noneMatch(root::mayHold)
            && !JinjaBlocks.hasStatements(source.at(root.at()));
    for (String part : PARTS) {
      Optional<Node> value = root.get(part);
      known &= value.map(AccessObject::isKnown).orElse(true);
      value.ifPresent(v -> object.set(part, json(v)));
    }
    root.find("metadata", "labels").ifPresent(l -> metadata.set("labels", json(l.value())));
    if (known) {
      objects.take(object);
    } else {
      objects.doubt(object);
    }
  }

  /**
   * The namespace of an object: empty for one of a kind that is in none; and for one that says
   * none, one that it shares with what the same folder has.
   *
   * @return nothing if Jinja says it
   */
  public static Optional<String> namespace(Node.Mapping root, DocumentKind kind, String file) {
    if (kind == DocumentKind.CLUSTER_ROLE || kind == DocumentKind.CLUSTER_ROLE_BINDING) {
      return Optional.of("");
    }
    if (root.find("metadata", "namespace").isPresent()) {
      return Document.known(root, "metadata", "namespace").map(Node.Scalar::text);
    }
    int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
    return Optional.of("of " + file.substring(0, slash + 1));
  }

  private static boolean isKnown(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping.entries().stream()
          .allMatch(entry -> isKnown(entry.key()) && isKnown(entry.value()));
    }
    return node instanceof Node.Sequence sequence
        ? sequence.items().stream().allMatch(AccessObject::isKnown)
        : !JinjaMask.isIn(((Node.Scalar) node).text());
  }

  private static JsonNode json(Node node) {
    if (node instanceof Node.Mapping mapping) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      mapping.entries().forEach(entry -> object.set(entry.name(), json(entry.value())));
      return object;
    }
    if (node instanceof Node.Sequence sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return scalar.isNull()
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.textNode(scalar.text());
  }
}
