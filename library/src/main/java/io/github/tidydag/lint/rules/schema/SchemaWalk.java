package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Cores;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.spark.ResourceFields;
import io.github.tidydag.spark.SparkField;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk over a document, along the table of its kind. */
final class SchemaWalk {
  /** What Spark's own fields mean to Kubernetes. */
  private static final Map<String, Grammar> GRAMMARS =
      Map.of(
          "labels", Grammar.LABELS_MAP,
          "serviceLabels", Grammar.LABELS_MAP,
          "nodeSelector", Grammar.LABELS_MAP,
          "annotations", Grammar.ANNOTATIONS_MAP,
          "serviceAnnotations", Grammar.ANNOTATIONS_MAP,
          "ingressAnnotations", Grammar.ANNOTATIONS_MAP);

  /**
   * What Spark's own fields become in a pod, which must look like that ({@code ValidatePodSpec}).
   * The pattern that definitions have for {@code podName} matches part of a name.
   */
  private static final Map<String, Grammar> NAMES =
      Map.of(
          "podName", Grammar.OBJECT_NAME,
          "serviceAccount", Grammar.OBJECT_NAME,
          "priorityClassName", Grammar.OBJECT_NAME);

  private final Document document;
  private final Sink sink;
  private final CustomResourceTable table;
  private final Version release;
  private final KubernetesWalk metadata;
  private final KubernetesWalk template;
  private final UnknownKeys unknown;

  SchemaWalk(
      Document document,
      Sink sink,
      SchemaTables schemas,
      CustomResourceTable table,
      Version release) {
    this.document = document;
    this.sink = sink;
    this.table = table;
    this.release = release;
    unknown = new UnknownKeys(document, sink, schemas, table, release);
    metadata = KubernetesWalk.ofMetadata(document, sink, schemas, unknown);
    template = KubernetesWalk.ofTemplate(document, sink, schemas);
  }

  void run() {
    Node.Mapping root = document.root();
    Trail top = new Trail(null, "", table.root());
    Block whole = new Block(root.entry("kind").orElse(root.entries().get(0)), root);
    ResourceFields fields = table.fields(table.root(), false, release);
    for (Node.Entry entry : root.entries()) {
      SparkField field = fields.get(entry.name());
      switch (entry.name()) {
        case "apiVersion", "kind", "status" -> {}
        case "metadata" -> {
          metadata.object(entry, "V1ObjectMeta");
          spelling(entry);
        }
        default -> {
          if (field == null && !JinjaMask.isIn(entry.name())) {
            unknown.report(top, fields, whole, entry);
          } else if (field != null) {
            value(top, entry.name(), field, field.type(), entry, entry.value());
          }
        }
      }
    }
    if (isWhole()) {
      if (!document.isAirflowTemplate()) {
        name(whole);
      }
      needed(whole, top, fields);
    }
  }

  /** Every object has a name, whatever its definition says. */
  private void name(Block whole) {
    Optional<Node.Entry> metadata = whole.find("metadata");
    Node value = metadata.map(Node.Entry::value).orElse(null);
    if (value == null || (value instanceof Node.Scalar scalar && scalar.isNull())) {
      missing(Infos.MISSING, whole, "metadata", "write metadata with a name");
    } else if (value instanceof Node.Mapping body
        && isEmpty(body, "name")
        && isEmpty(body, "generateName")) {
      missing(Infos.MISSING, new Block(metadata.orElseThrow(), body), "name", "write name");
    }
  }

  /** What the API server asks of the name of every object. */
  private void spelling(Node.Entry metadata) {
    Document.known(metadata.value(), "name")
        .filter(name -> !name.text().isEmpty() && Wire.kind(document, name) == Node.Kind.TEXT)
        .ifPresent(name -> spelling(name, name.text()));
    Document.known(metadata.value(), "generateName")
        .filter(name -> !name.text().isEmpty() && Wire.kind(document, name) == Node.Kind.TEXT)
        .ifPresent(name -> spelling(name, name.text() + "x"));
    if (metadata.value() instanceof Node.Mapping body
        && body.get("finalizers").orElse(null) instanceof Node.Sequence finalizers) {
      for (Node item : finalizers.items()) {
        if (item instanceof Node.Scalar name && !JinjaMask.isIn(name.text())) {
          Grammar.QUALIFIED_NAME
              .problem(name.isNull() ? "" : name.text())
              .ifPresent(problem -> sink.under(Infos.BAD_METADATA).value(name, problem));
        }
      }
    }
  }

  private void spelling(Node.Scalar name, String whole) {
    Grammar.OBJECT_NAME
        .problem(whole)
        .ifPresent(problem -> sink.under(Infos.BAD_METADATA).value(name, problem));
  }

  private static boolean isEmpty(Node.Mapping body, String key) {
    Node value = body.get(key).orElse(null);
    return value == null
        || (value instanceof Node.Scalar scalar && (scalar.isNull() || scalar.text().isEmpty()));
  }

  private void mapping(Block at, Trail trail) {
    ResourceFields fields = table.fields(trail.type(), false, release);
    List<Node.Entry> entries = at.body().entries();
    for (int i = 0; i < entries.size(); i++) {
      Node.Entry entry = entries.get(i);
      SparkField field = fields.get(entry.name());
      if (field != null) {
        value(trail, entry.name(), field, field.type(), entry, entry.value());
      } else if (!JinjaMask.isIn(entry.name())) {
        unknown.report(trail, fields, at, entry);
      }
    }
    if (!fields.needed().isEmpty() && isWhole()) {
      needed(at, trail, fields);
    }
    if (trail.type() instanceof ValueType.Kubernetes known && isWhole()) {
      choice(known.name(), at, fields);
    }
  }

  /** Of tolerations, a rule for all pods speaks. */
  private void choice(String type, Block at, ResourceFields fields) {
    if (!type.equals("V1Toleration")) {
      PodDemands.choice(type, at.body(), key -> fields.get(key) != null)
          .filter(problem -> !mayHoldMore())
          .ifPresent(problem -> sink.under(Infos.REFUSED_LATER).key(at.entry(), problem));
    }
  }

  private void needed(Block at, Trail trail, ResourceFields fields) {
    for (SparkField field : fields.needed()) {
      if (at.has(field.name())
          || field.name().equals("metadata")
          || isBrought(at, trail, field.name())
          || (document.isAirflowTemplate() && isByAirflow(trail.path(field.name())))) {
        continue;
      }
      String write =
          field.values().isEmpty()
              ? "write " + field.name()
              : "write %s: %s".formatted(field.name(), MessageParts.or(field.values()));
      missing(field.required() ? Infos.MISSING : Infos.REFUSED_LATER, at, field.name(), write);
    }
  }

  /**
   * Whether somebody writes what a pod template lacks. Where it has no container, Spark makes one
   * ({@code KubernetesUtils.selectSparkContainer}), as the Apache operator does for the pods of a
   * cluster; where Spark's has no name, it gets one ({@code BasicDriverFeatureStep}).
   */
  private static boolean isBrought(Block at, Trail trail, String key) {
    if (!(trail.type() instanceof ValueType.Kubernetes type)) {
      return false;
    }
    return switch (type.name()) {
      case "V1PodSpec" -> key.equals("containers");
      case "V1Container" ->
          key.equals("name")
              && trail.path("").contains(".podTemplateSpec.spec.containers[]")
              && at.entry().value() instanceof Node.Sequence containers
              && isSame(KubernetesWalk.sparkContainer(containers), at.body());
      default -> false;
    };
  }

  /** Whether SparkKubernetesOperator writes a field, or has an argument for it. */
  private static boolean isByAirflow(String path) {
    return switch (path) {
      case "spec.driver", "spec.executor", "spec.mainApplicationFile", "spec.image" -> true;
      default -> false;
    };
  }

  @SuppressWarnings("ReferenceEquality") // equal containers are not the same
  private static boolean isSame(@Nullable Node a, Node b) {
    return a == b;
  }

  private void missing(RuleInfo info, Block at, String key, String write) {
    if (!mayHoldMore()) {
      sink.under(info).missing(at, key, "has no %s; %s".formatted(key, write));
    }
  }

  /** Whether what a document lacks is a mistake. */
  private boolean isWhole() {
    return !document.isPartial();
  }

  /** Whether Jinja may bring more keys than can be seen. */
  private boolean mayHoldMore() {
    return document.hasStatements();
  }

  private void value(
      Trail trail, String step, SparkField field, ValueType type, Node.Entry owner, Node node) {
    if (node instanceof Node.Scalar scalar) {
      if (JinjaMask.isIn(scalar.text())) {
        return;
      }
      if (scalar.isNull()) {
        nothing(trail, field, owner, scalar);
        return;
      }
    }
    if (field.open()) {
      template.podTemplate(owner, node);
    } else if (type instanceof ValueType.Struct || type instanceof ValueType.Kubernetes) {
      if (node instanceof Node.Mapping body) {
        mapping(new Block(owner, body), new Trail(trail, step, type));
      } else {
        Mistyped.notMapping(document, sink, table.fields(type, false, release), owner, node);
      }
    } else if (type instanceof ValueType.ListOf list) {
      if (node instanceof Node.Sequence sequence) {
        items(new Trail(trail, step, type), field, list, owner, sequence);
      } else {
        Mistyped.notList(sink, owner, node);
      }
    } else if (type instanceof ValueType.MapOf map) {
      if (node instanceof Node.Mapping body) {
        values(new Trail(trail, step, type), field, map, body);
      } else {
        Mistyped.notMap(sink, owner, node);
      }
    } else if (type == ValueType.Scalar.DICT) {
      if (!(node instanceof Node.Mapping)) {
        Mistyped.notMap(sink, owner, node);
      }
    } else {
      scalar(field, type, owner, node);
      if (node instanceof Node.Scalar scalar) {
        meant(trail.type(), field, scalar);
      }
    }
  }

  /** What a text means to Kubernetes, where the definition says nothing of it. */
  private void meant(ValueType within, SparkField field, Node.Scalar scalar) {
    if (scalar.text().isEmpty() || scalar.kind() != Node.Kind.TEXT) {
      return;
    }
    Optional<String> problem = Optional.empty();
    if (within instanceof ValueType.Kubernetes known) {
      problem = PodDemands.path(known.name(), field.name(), scalar.text());
    } else if (within instanceof ValueType.Struct) {
      Grammar grammar = NAMES.get(field.name());
      if (grammar != null && !isRefused(field, scalar)) {
        problem = grammar.problem(scalar.text());
      }
    }
    problem.ifPresent(said -> sink.under(Infos.REFUSED_LATER).value(scalar, said));
  }

  private void nothing(Trail trail, SparkField field, Node.Entry owner, Node.Scalar value) {
    boolean item = trail.type() instanceof ValueType.ListOf;
    boolean mapped = trail.type() instanceof ValueType.MapOf;
    if (mayHoldMore()) {
      return;
    }
    if (item) {
      sink.under(Infos.WRONG_TYPE)
          .value(value, "is an item without a value; write one, or remove the -");
    } else if (field.nullable() || (!mapped && field.defaultValue().isPresent()) || !isWhole()) {
      return;
    } else if (!mapped && field.required()) {
      sink.under(Infos.MISSING).key(owner, "has no value, and the resource needs one; write it");
    } else {
      sink.under(Infos.NO_VALUE)
          .key(owner, "has no value, so that it is dropped; write one, or remove the key");
    }
  }

  private void items(
      Trail trail, SparkField field, ValueType.ListOf list, Node.Entry owner, Node.Sequence node) {
    for (Node item : node.items()) {
      value(trail, "[]", field, list.item(), owner, item);
    }
    if (!field.keys().isEmpty() && node.items().size() > 1) {
      ResourceFields fields = table.fields(list.item(), false, release);
      Set<String> seen = new HashSet<>();
      for (Node item : node.items()) {
        StringBuilder together = new StringBuilder();
        if (item instanceof Node.Mapping body && together(body, field, fields, together)) {
          if (!seen.add(together.toString())) {
            sink.under(Infos.DUPLICATE)
                .value(
                    body.get(field.keys().get(0)).orElse(body),
                    "stands in two items of %s with the same %s; remove one"
                        .formatted(owner.name(), String.join(" and ", field.keys())));
          }
        }
      }
    }
  }

  /** What an item may not have in common with another; false where that is not known. */
  private static boolean together(
      Node.Mapping item, SparkField list, ResourceFields fields, StringBuilder together) {
    for (String key : list.keys()) {
      Node value = item.get(key).orElse(null);
      SparkField field = fields.get(key);
      if (value == null || (value instanceof Node.Scalar scalar && scalar.isNull())) {
        if (field == null || field.defaultValue().isEmpty()) {
          return false;
        }
        together.append(field.defaultValue().get());
      } else if (value instanceof Node.Scalar scalar && !JinjaMask.isIn(scalar.text())) {
        together.append(scalar.text());
      } else {
        return false;
      }
      together.append('\0');
    }
    return true;
  }

  private void values(Trail trail, SparkField field, ValueType.MapOf map, Node.Mapping body) {
    Grammar own = field.grammar().isEmpty() ? GRAMMARS.get(field.name()) : null;
    Grammar grammar = own == null ? field.grammar().orElse(null) : own;
    for (Node.Entry entry : body.entries()) {
      value(trail, "*", field, map.value(), entry, entry.value());
      if (grammar != null && !JinjaMask.isIn(entry.name())) {
        grammar
            .problemOfKey(entry.name())
            .ifPresent(problem -> sink.under(Infos.REFUSED_LATER).key(entry, problem));
        if (own != null) {
          Document.known(entry.value())
              .filter(text -> text.kind() == Node.Kind.TEXT)
              .ifPresent(text -> later(field, own, text));
        }
      }
    }
  }

  private void scalar(SparkField field, ValueType type, Node.Entry owner, Node node) {
    if (!(node instanceof Node.Scalar scalar)) {
      Mistyped.notScalar(sink, type, owner, node);
      return;
    }
    Node.Kind kind = Wire.kind(document, scalar);
    ValueType needed = isEither(field, type) ? ValueType.Scalar.INT_OR_STRING : type;
    if (!Mistyped.accepts(needed, kind)) {
      if (!isFractionalCores(field, scalar)) {
        Mistyped.scalar(document, sink, needed, field, owner, scalar, kind);
      }
      return;
    }
    if (kind == Node.Kind.INTEGER) {
      Bounds.check(sink, field, scalar);
    } else if (kind == Node.Kind.TEXT) {
      text(field, scalar);
    }
    if (field.grammar().isPresent() && field.grammar().get().kind() != Grammar.Kind.INT_OR_STRING) {
      later(field, field.grammar().get(), scalar);
    }
  }

  /** Whether the definition's own pattern refuses a text, which is told by itself. */
  private static boolean isRefused(SparkField field, Node.Scalar scalar) {
    return field.pattern().isPresent() && !field.pattern().get().matcher(scalar.text()).find();
  }

  /** What SPK042 speaks of, which knows where the fraction belongs. */
  private boolean isFractionalCores(SparkField field, Node.Scalar scalar) {
    return field.name().equals("cores")
        && document.application().isPresent()
        && Cores.isFraction(scalar);
  }

  /** Whether a number will do as well as a text: a quantity, or a port by number or name. */
  private static boolean isEither(SparkField field, ValueType type) {
    if (type == ValueType.Scalar.INT_OR_STRING || type == ValueType.Scalar.OBJECT) {
      return true;
    }
    if (type != ValueType.Scalar.STR || field.grammar().isEmpty()) {
      return false;
    }
    Grammar.Kind kind = field.grammar().get().kind();
    return kind == Grammar.Kind.QUANTITY || kind == Grammar.Kind.INT_OR_STRING;
  }

  private void text(SparkField field, Node.Scalar scalar) {
    if (!field.values().isEmpty() && !field.values().contains(scalar.text())) {
      Mistyped.value(document, sink, field, scalar);
    } else if (isRefused(field, scalar)) {
      String problem =
          field.pattern().get() == SparkField.QUANTITY
              ? MessageParts.quantityProblem(scalar.text())
              : "is not what %s must look like; write lower-case letters, digits and '-'"
                  .formatted(field.name());
      sink.under(Infos.MALFORMED).value(scalar, problem);
    }
  }

  private void later(SparkField field, Grammar grammar, Node.Scalar scalar) {
    boolean told =
        field.pattern().isPresent()
            && field.pattern().get() == SparkField.QUANTITY
            && !SparkField.QUANTITY.matcher(scalar.text()).find();
    if (!told) {
      grammar
          .problem(scalar.text())
          .ifPresent(problem -> sink.under(Infos.REFUSED_LATER).value(scalar, problem));
    }
  }
}
