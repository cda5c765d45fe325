package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk along Kubernetes' own types, where no definition speaks: the API server reads such values
 * into its own structures. Null is no value there, and as good as a missing key.
 */
final class KubernetesWalk {
  private static final Set<String> NAMES =
      Set.of("spark-kubernetes-driver", "spark-kubernetes-executor");

  private final Document document;
  private final Sink sink;
  private final SchemaTables types;
  private final RuleInfo unknownKey;
  private final RuleInfo wrongType;
  private final RuleInfo malformed;
  private final RuleInfo missing;
  private final @Nullable UnknownKeys unknown;
  private final boolean ofPod;

  private KubernetesWalk(
      Document document,
      Sink sink,
      SchemaTables types,
      RuleInfo unknownKey,
      RuleInfo wrongType,
      RuleInfo malformed,
      RuleInfo missing,
      @Nullable UnknownKeys unknown) {
    this.document = document;
    this.sink = sink;
    this.types = types;
    this.unknownKey = unknownKey;
    this.wrongType = wrongType;
    this.malformed = malformed;
    this.missing = missing;
    this.unknown = unknown;
    this.ofPod = unknownKey.equals(PodSchema.UNKNOWN_KEY);
  }

  /** For the metadata of a document. */
  static KubernetesWalk ofMetadata(
      Document document, Sink sink, SchemaTables types, UnknownKeys unknown) {
    return new KubernetesWalk(
        document,
        sink,
        types,
        Infos.UNKNOWN_KEY,
        Infos.WRONG_TYPE,
        Infos.BAD_METADATA,
        Infos.MISSING,
        unknown);
  }

  /** For a pod template that the definition leaves unchecked. */
  static KubernetesWalk ofTemplate(Document document, Sink sink, SchemaTables types) {
    return new KubernetesWalk(
        document,
        sink,
        types,
        Infos.TEMPLATE_UNKNOWN_KEY,
        Infos.TEMPLATE_WRONG_TYPE,
        Infos.TEMPLATE_MALFORMED,
        Infos.TEMPLATE_MISSING,
        null);
  }

  /**
   * For a document that is a Pod or has one: of images, tolerations and items that must differ,
   * rules for all pods speak.
   */
  static KubernetesWalk ofPod(Document document, Sink sink, SchemaTables types) {
    return new KubernetesWalk(
        document,
        sink,
        types,
        PodSchema.UNKNOWN_KEY,
        PodSchema.WRONG_TYPE,
        PodSchema.MALFORMED,
        PodSchema.MISSING,
        null);
  }

  /** An object of a type. */
  void object(Node.Entry owner, String type) {
    if (!isNothing(owner.value())) {
      object(owner, owner.value(), types.type(type), false);
    }
  }

  /**
   * A template of a driver or executor. It needs no containers, and its Spark container no name:
   * Spark brings both.
   */
  void podTemplate(Node.Entry owner, Node node) {
    if (!isNothing(node)) {
      object(owner, node, types.type("V1PodTemplateSpec"), false);
    }
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && (scalar.isNull() || JinjaMask.isIn(scalar.text()));
  }

  private void object(Node.Entry owner, Node node, NewestType type, boolean spark) {
    if (!(node instanceof Node.Mapping body)) {
      wrong(node, "stands where %s needs a mapping; write keys below it".formatted(owner.name()));
      return;
    }
    for (Node.Entry entry : body.entries()) {
      Field field = type.field(entry.name());
      if (field == null) {
        unknown(owner, entry, type);
      } else if (!isNothing(entry.value())) {
        value(field, field.type(), entry, entry.value(), type);
      }
    }
    if (!document.isPartial()) {
      needed(owner, body, type, spark);
      PodDemands.choice(type.name(), body)
          .filter(problem -> !document.hasStatements() && document.isWhole())
          .filter(problem -> !ofPod || !type.name().equals("V1Toleration"))
          .ifPresent(problem -> sink.under(malformed).block(new Block(owner, body), problem));
    }
  }

  private void needed(Node.Entry owner, Node.Mapping body, NewestType type, boolean spark) {
    for (Field field : type.required()) {
      if (isMissing(body, field.jsonName()) && !isBrought(type, field, body, spark)) {
        if (!document.hasStatements()) {
          sink.under(missing)
              .missing(
                  new Block(owner, body),
                  field.jsonName(),
                  "has no %s; write %s".formatted(field.jsonName(), field.jsonName()));
        }
      }
    }
  }

  /** Whether a key is as good as not there: for Kubernetes, an empty text is none. */
  private static boolean isMissing(Node.Mapping body, String key) {
    Node value = body.get(key).orElse(null);
    return value == null
        || (value instanceof Node.Scalar scalar && (scalar.isNull() || scalar.text().isEmpty()))
        || (value instanceof Node.Sequence sequence && sequence.items().isEmpty());
  }

  private static boolean isWritten(Node.Mapping body, String key) {
    return body.get(key).filter(value -> !isNothing(value)).isPresent();
  }

  /** Whether Spark writes what a template lacks. */
  private boolean isBrought(NewestType type, Field field, Node.Mapping body, boolean spark) {
    String key = field.jsonName();
    boolean sparks = document.isSparkTemplate();
    return (type.name().equals("V1PodSpec") && (!ofPod || sparks))
        || (ofPod && key.equals("image") && type.name().equals("V1Container"))
        || (spark && (key.equals("image") || (key.equals("name") && !isWritten(body, key))));
  }

  private void value(Field field, ValueType type, Node.Entry owner, Node node, NewestType within) {
    if (type instanceof ValueType.Kubernetes kubernetes) {
      object(owner, node, types.type(kubernetes.name()), false);
    } else if (type instanceof ValueType.ListOf list) {
      if (node instanceof Node.Sequence sequence) {
        items(field, list, owner, sequence, within);
      } else {
        wrong(
            node,
            "stands where %s needs a list; write each item after \"- \"".formatted(owner.name()));
      }
    } else if (type instanceof ValueType.MapOf map) {
      if (node instanceof Node.Mapping body) {
        for (Node.Entry entry : body.entries()) {
          PodDemands.problemOfKey(within.name(), field, entry.name())
              .filter(problem -> !JinjaMask.isIn(entry.name()))
              .ifPresent(problem -> sink.under(malformed).key(entry, problem));
          if (!isNothing(entry.value())) {
            value(field, map.value(), entry, entry.value(), within);
          }
        }
      } else {
        wrong(
            node,
            "stands where %s needs a mapping; write KEY: VALUE lines".formatted(owner.name()));
      }
    } else {
      scalar(field, type, owner, node, within);
    }
  }

  private void items(
      Field field,
      ValueType.ListOf list,
      Node.Entry owner,
      Node.Sequence sequence,
      NewestType within) {
    boolean containers =
        (!ofPod || document.isSparkTemplate())
            && within.name().equals("V1PodSpec")
            && field.jsonName().equals("containers");
    Node spark = containers ? sparkContainer(sequence) : null;
    unique(field, owner, sequence, within);
    for (Node item : sequence.items()) {
      if (item instanceof Node.Scalar scalar && JinjaMask.isIn(scalar.text())) {
        continue;
      }
      if (isNothing(item)) {
        if (!PodDemands.maySkip(list.item(), item(list, within))) {
          wrong(item, "is an item without a value; write one, or remove the -");
        }
      } else if (list.item() instanceof ValueType.Kubernetes kubernetes) {
        object(owner, item, types.type(kubernetes.name()), isSame(item, spark));
      } else {
        value(field, list.item(), owner, item, within);
      }
    }
  }

  private NewestType item(ValueType.ListOf list, NewestType otherwise) {
    return list.item() instanceof ValueType.Kubernetes kubernetes
        ? types.type(kubernetes.name())
        : otherwise;
  }

  private void unique(Field field, Node.Entry owner, Node.Sequence sequence, NewestType type) {
    List<String> keys = ofPod ? List.of() : PodDemands.unique(type.name(), field.jsonName());
    Set<List<String>> seen = new HashSet<>();
    for (Node item : keys.isEmpty() ? List.<Node>of() : sequence.items()) {
      List<String> together = new ArrayList<>();
      for (String key : keys) {
        Document.known(item, key).ifPresent(value -> together.add(value.text()));
      }
      if (together.size() == keys.size() && !seen.add(together)) {
        Node first = item instanceof Node.Mapping body ? body.get(keys.get(0)).orElse(item) : item;
        sink.under(malformed)
            .value(
                first,
                "stands in two items of %s with the same %s; remove one"
                    .formatted(owner.name(), String.join(" and ", keys)));
      }
    }
  }

  /** The container that Spark makes its own: the one of that name, else the first. */
  static @Nullable Node sparkContainer(Node.Sequence containers) {
    for (Node item : containers.items()) {
      if (Document.known(item, "name").filter(n -> NAMES.contains(n.text())).isPresent()) {
        return item;
      }
    }
    return containers.items().isEmpty() ? null : containers.items().get(0);
  }

  @SuppressWarnings("ReferenceEquality") // equal containers are not the same
  private static boolean isSame(Node a, @Nullable Node b) {
    return a == b;
  }

  private void scalar(Field field, ValueType type, Node.Entry owner, Node node, NewestType within) {
    if (!(node instanceof Node.Scalar scalar)) {
      wrong(
          node,
          "stands where %s needs %s; write one value"
              .formatted(owner.name(), Mistyped.words(type)));
      return;
    }
    Node.Kind kind = Wire.kind(document, scalar);
    Grammar.Kind grammar = field.grammar().map(Grammar::kind).orElse(null);
    boolean number = kind == Node.Kind.INTEGER || kind == Node.Kind.DECIMAL;
    boolean taken =
        grammar == Grammar.Kind.QUANTITY
            ? number || kind == Node.Kind.TEXT
            : Mistyped.accepts(
                grammar == Grammar.Kind.INT_OR_STRING ? ValueType.Scalar.INT_OR_STRING : type,
                kind);
    if (!taken && isConverted(type, scalar, kind)) {
      return;
    }
    if (!taken) {
      mistyped(
          grammar == Grammar.Kind.QUANTITY ? ValueType.Scalar.OBJECT : type, owner, scalar, kind);
      return;
    }
    RuleInfo info =
        !ofPod && PodDemands.isLax(within.name(), field) ? Infos.REFUSED_LATER : malformed;
    PodDemands.problem(within.name(), field, owner, scalar, kind)
        .ifPresent(problem -> sink.under(info).value(scalar, problem));
  }

  /**
   * Whether what reads a pod template makes the right value of it: the Python client calls {@code
   * str} or {@code int} ({@code ApiClient.__deserialize_primitive}), and Spark's client takes any
   * scalar as a text. A {@code true} would become {@code "True"} in Python, and 1.10 "1.1".
   */
  private boolean isConverted(ValueType type, Node.Scalar scalar, Node.Kind kind) {
    if (!ofPod || type != ValueType.Scalar.STR) {
      return false;
    }
    return document.isSparkTemplate()
        || (document.isPodTemplate()
            && kind == Node.Kind.INTEGER
            && Wire.whole(scalar).filter(n -> n.toString().equals(scalar.text())).isPresent());
  }

  private void mistyped(ValueType type, Node.Entry owner, Node.Scalar scalar, Node.Kind kind) {
    boolean text = type == ValueType.Scalar.STR && kind != Node.Kind.TEXT;
    String written = document.source().at(scalar.at());
    String quoted = "\"" + written + "\"";
    String message =
        text
            ? "is no text to YAML, and %s needs one; write %s".formatted(owner.name(), quoted)
            : "is not what %s needs; write %s".formatted(owner.name(), Mistyped.words(type));
    Fix fix = text ? Rewriting.inQuotes(document, scalar) : null;
    RuleInfo info = text && wrongType.equals(Infos.WRONG_TYPE) ? Infos.UNQUOTED : wrongType;
    if (Mistyped.isSecret(owner.name())) {
      String remedy =
          text
              ? "is no text to YAML, and needs to be one; write it in quotes"
              : "is not %s; write one".formatted(Mistyped.words(type));
      sink.under(info).key(owner, remedy, fix);
    } else {
      sink.under(info).value(scalar, message, fix);
    }
  }

  private void wrong(Node node, String message) {
    sink.under(wrongType).value(node, message);
  }

  private void unknown(Node.Entry owner, Node.Entry entry, NewestType type) {
    String key = entry.name();
    if (key.equals("namespace") && type.name().equals("V1OwnerReference") && isOfRoot(owner)) {
      return; // what OBJ003 speaks of, which knows where an owner is looked for
    }
    boolean manifest = type.name().equals("V1PodTemplateSpec");
    if (JinjaMask.isIn(key) || (manifest && (key.equals("apiVersion") || key.equals("kind")))) {
      return; // what many copy along, and nobody misses
    }
    Optional<String> near = type.type().nearest(key).filter(name -> type.field(name) != null);
    String start = "is no key of %s, so it is dropped; ".formatted(owner.name());
    if (near.isPresent()) {
      UnknownKeys.near(sink.under(unknownKey), entry, owner, near.get(), start);
      return;
    }
    if (ofPod && type.name().equals("V1" + document.kind().kind())) {
      return; // what stands beside metadata and spec is for other tools, or holds anchors
    }
    boolean ofContainers =
        type.name().equals("V1PodSecurityContext")
            && types.type("V1SecurityContext").field(key) != null;
    String where =
        ofContainers
            ? "write it below securityContext of each container"
            : below(type, key)
                .map(child -> "write it below %s".formatted(child))
                .orElse("remove it");
    if (unknown != null && owner.name().equals("metadata")) {
      unknown.inMetadata(entry, start);
    } else {
      sink.under(unknownKey).key(entry, start + where);
    }
  }

  /** Whether owners are those of the document, and not of its pods. */
  private boolean isOfRoot(Node.Entry owners) {
    return document
        .root()
        .find("metadata", "ownerReferences")
        .filter(own -> own.key().at().equals(owners.key().at()))
        .isPresent();
  }

  /** The one key whose mapping, or whose items, have a key that stands too high. */
  private Optional<String> below(NewestType type, String key) {
    List<String> found =
        type.fields().values().stream()
            .filter(
                field ->
                    inner(field.type())
                        .filter(kubernetes -> types.type(kubernetes).field(key) != null)
                        .isPresent())
            .map(
                field ->
                    field.type() instanceof ValueType.ListOf
                        ? field.jsonName() + "[]"
                        : field.jsonName())
            .toList();
    boolean container = found.contains("containers[]");
    return container
        ? Optional.of("containers[]")
        : found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Optional<String> inner(ValueType type) {
    ValueType item = type instanceof ValueType.ListOf list ? list.item() : type;
    return item instanceof ValueType.Kubernetes kubernetes
        ? Optional.of(kubernetes.name())
        : Optional.empty();
  }
}
