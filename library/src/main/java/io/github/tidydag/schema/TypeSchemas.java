package io.github.tidydag.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.kubernetes.KubernetesType;
import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.VersionRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Schemas of the tables' types. Kubernetes' types become definitions, each when it is first asked
 * for.
 */
final class TypeSchemas {
  private static final String JINJA = "\\{[{%#]";
  private static final String QUANTITY =
      "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+|[KMGTPE]i|[numkMGTPE])?$";
  private static final String LABEL = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final String SUBDOMAIN =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

  private final KubernetesTypes kubernetes;
  private final Function<String, Collection<String>> enums;
  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  /**
   * @param enums the texts of a closed set by its name
   */
  TypeSchemas(KubernetesTypes kubernetes, Function<String, Collection<String>> enums) {
    this.kubernetes = kubernetes;
    this.enums = enums;
  }

  /** What the schemas made so far refer to, by name. */
  Map<String, ObjectNode> definitions() {
    return definitions;
  }

  ObjectNode of(ValueType type) {
    if (type instanceof ValueType.OneOf oneOf) {
      return Schemas.any(oneOf.choices().stream().map(this::of).distinct().toList());
    }
    if (type instanceof ValueType.ListOf list) {
      return Schemas.list(of(list.item()));
    }
    if (type instanceof ValueType.MapOf map) {
      return Schemas.map(of(map.value()));
    }
    if (type instanceof ValueType.EnumOf enumeration) {
      return Schemas.oneOf(enums.apply(enumeration.name()));
    }
    if (type instanceof ValueType.Kubernetes object) {
      return kubernetes(object.name());
    }
    if (type instanceof ValueType.Manifest manifest) {
      return kubernetes.find(manifest.name()).isPresent()
          ? kubernetes(manifest.name())
          : Schemas.type("object");
    }
    return type instanceof ValueType.Scalar scalar ? scalar(scalar) : Schemas.schema();
  }

  private ObjectNode scalar(ValueType.Scalar scalar) {
    return switch (scalar) {
      case STR, FILE -> Schemas.text();
      case BOOL -> Schemas.type("boolean");
      case INT -> Schemas.type("integer");
      case FLOAT -> Schemas.type("number");
      case DICT -> Schemas.type("object");
      case INT_OR_STRING -> Schemas.any(List.of(Schemas.type("integer"), Schemas.text()));
      case TIMEDELTA -> Schemas.duration();
      case DATETIME ->
          Schemas.text("^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].+)?$")
              .put("description", "2026-01-01 or 2026-01-01T03:00, in the schedule's zone.");
      case CALLABLE -> python();
      case SECRET -> ref("secret", this::secret);
      case ANY, OBJECT -> Schemas.schema();
    };
  }

  private ObjectNode ref(String name, java.util.function.Supplier<ObjectNode> made) {
    if (!definitions.containsKey(name)) {
      definitions.put(name, Schemas.schema()); // so that what refers to itself ends
      definitions.put(name, made.get());
    }
    return Schemas.ref(name);
  }

  /** A type, or Python in its place, or null; where a task's output may stand, that too. */
  ObjectNode orPython(ValueType type) {
    List<ObjectNode> choices = new ArrayList<>(List.of(of(type), python()));
    if (mayBeOutput(type)) {
      choices.add(output());
    }
    return Schemas.any(choices);
  }

  private static boolean mayBeOutput(ValueType type) {
    return type instanceof ValueType.OneOf oneOf
        ? oneOf.choices().stream().anyMatch(TypeSchemas::mayBeOutput)
        : type == ValueType.Scalar.DICT
            || !(type instanceof ValueType.Scalar || type instanceof ValueType.EnumOf);
  }

  /** {@code !output task_id}. */
  ObjectNode output() {
    return ref("output", () -> Schemas.text(DagSchema.NAME).put("description", "!output task_id"));
  }

  /** {@code !import} and {@code !python}; null is what leaving out is. */
  ObjectNode python() {
    return ref("python", TypeSchemas::pythonOrNull);
  }

  private static ObjectNode pythonOrNull() {
    ObjectNode expression = Schemas.require(Schemas.closed(), "expr");
    Schemas.property(expression, "expr", Schemas.text(), "One Python expression on one line.");
    Schemas.property(
        expression, "imports", Schemas.texts(), "package.module.name of what it uses.");
    return Schemas.any(
            List.of(
                Schemas.text("^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+$"),
                expression,
                Schemas.type("null")))
        .put("description", "!import package.module.name, or !python {expr: ...}");
  }

  private ObjectNode secret() {
    ObjectNode secret = Schemas.require(Schemas.closed(), "deploy_type", "secret");
    Schemas.property(secret, "deploy_type", Schemas.oneOf(List.of("env", "volume")));
    Schemas.property(
        secret, "deploy_target", Schemas.text(), "The variable, or the folder to mount at.");
    Schemas.property(secret, "secret", Schemas.text(), "The name of the Kubernetes Secret.");
    Schemas.property(secret, "key", Schemas.text());
    Schemas.property(secret, "items", Schemas.list(kubernetes("V1KeyToPath")));
    return secret;
  }

  ObjectNode kubernetes(String name) {
    return ref(name, () -> kubernetesObject(kubernetes.type(name)));
  }

  private ObjectNode kubernetesObject(KubernetesType type) {
    ObjectNode object = Schemas.closed();
    for (Field field : type.fields()) {
      ObjectNode schema = field(field.type(), field.grammar());
      List<VersionRange> ranges = type.versionsOf(field.jsonName());
      if (!ranges.equals(type.clients())) {
        schema = schema.put("description", "Kubernetes client " + Texts.joined(ranges) + ".");
      }
      Schemas.property(object, field.jsonName(), schema);
      // a pod that overrides another one leaves its containers out; the reader tells them apart
      if (field.required() && !field.jsonName().equals("containers")) {
        Schemas.require(object, field.jsonName());
      }
    }
    return type.name().equals("V1LocalObjectReference")
        ? Schemas.any(List.of(Schemas.text(), object))
        : object;
  }

  /** A field; a grammar holds for the texts in it, unless they are Jinja. */
  ObjectNode field(ValueType type, Optional<Grammar> grammar) {
    if (grammar.isEmpty()) {
      return of(type);
    }
    Grammar rule = grammar.get();
    if (rule.kind() == Grammar.Kind.INT_OR_STRING) {
      return of(ValueType.Scalar.INT_OR_STRING);
    }
    if (type instanceof ValueType.ListOf list) {
      return Schemas.list(field(list.item(), grammar));
    }
    if (type instanceof ValueType.MapOf map) {
      return Schemas.map(field(map.value(), grammar));
    }
    if (rule.kind() == Grammar.Kind.RANGE) {
      ObjectNode number = of(type).put("minimum", rule.minimum());
      return rule.maximum() < Integer.MAX_VALUE ? number.put("maximum", rule.maximum()) : number;
    }
    if (rule.kind() == Grammar.Kind.ENUM) {
      return Schemas.any(List.of(Schemas.oneOf(rule.values()), Schemas.text(JINJA)));
    }
    if (rule.kind() == Grammar.Kind.QUANTITY) {
      return Schemas.any(List.of(Schemas.type("number"), Schemas.text(QUANTITY + "|" + JINJA)));
    }
    Optional<String> pattern = pattern(rule.kind());
    return type == ValueType.Scalar.STR && pattern.isPresent()
        ? Schemas.text("^(" + pattern.get() + ")$|" + JINJA)
        : of(type);
  }

  private static Optional<String> pattern(Grammar.Kind kind) {
    return switch (kind) {
      case DNS_LABEL -> Optional.of("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
      case DNS_SUBDOMAIN, CRON_JOB_NAME -> Optional.of(SUBDOMAIN);
      case LABELS -> Optional.of("(" + LABEL + ")?");
      case LABEL_KEY -> Optional.of("(" + SUBDOMAIN + "/)?" + LABEL);
      case ENV_NAME -> Optional.of("[ -<>-~]+");
      case CONFIG_KEY -> Optional.of("[-._a-zA-Z0-9]+");
      default -> Optional.empty();
    };
  }

  /** Sentences of what is known about a name. */
  static final class Texts {
    private Texts() {}

    static String joined(List<VersionRange> ranges) {
      List<String> texts = new ArrayList<>();
      ranges.forEach(range -> texts.add(range.toString()));
      return String.join(", ", texts);
    }
  }
}
