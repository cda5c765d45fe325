package io.github.tidydag.spec;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.tables.ValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads nodes as values of a type; what does not fit is reported at its place. */
final class ValueReader {
  private static final Set<String> SECRET_KEYS =
      Set.of("deploy_type", "deploy_target", "secret", "key", "items");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern WITH_OFFSET = Pattern.compile(".*(Z|[-+]\\d\\d:\\d\\d)");

  private final Tables tables;
  private final List<Target> targets;
  private final ZoneId zone;
  private final Problems problems;
  private final CodeReader code;
  private final KubernetesReader kubernetes;

  /**
   * @param zone the zone of dates that do not say theirs
   */
  ValueReader(Tables tables, List<Target> targets, ZoneId zone, Problems problems) {
    this.tables = tables;
    this.targets = targets;
    this.zone = zone;
    this.problems = problems;
    this.code = new CodeReader(problems);
    this.kubernetes = new KubernetesReader(this, tables, targets, problems);
  }

  /** Whether Jinja is rendered where a value stands. */
  enum Braces {
    /** Airflow renders them. */
    RENDERED,
    /** They would be sent as they are. */
    LITERAL,
    /** They are nobody's concern. */
    UNCHECKED
  }

  /** The value, or nothing after an error. */
  Optional<Value> read(ValueType type, Node node, String name, Braces braces) {
    if (!node.tag().isEmpty()) {
      return code.read(node);
    }
    if (node instanceof Node.Scalar scalar && scalar.isNull()) {
      return Optional.of(new Value.Nothing(node.at()));
    }
    if (type instanceof ValueType.OneOf oneOf) {
      return read(choose(oneOf, node), node, name, braces);
    }
    if (type instanceof ValueType.ListOf list) {
      return list(list.item(), node, name, braces);
    }
    if (type instanceof ValueType.MapOf map) {
      return map(map.value(), node, name, braces);
    }
    if (type instanceof ValueType.Kubernetes object) {
      return kubernetes.read(object.name(), node, name, braces).map(v -> v);
    }
    if (type instanceof ValueType.Manifest manifest) {
      return tables.kubernetes().find(manifest.name()).isPresent()
          ? kubernetes
              .read(manifest.name(), node, name, ofPlain(braces))
              .map(KubernetesReader::plain)
          : any(node);
    }
    if (type instanceof ValueType.EnumOf enumeration) {
      return text(node, name, braces).filter(v -> isIn(enumeration.name(), v, name)).map(v -> v);
    }
    return scalar((ValueType.Scalar) type, node, name, braces);
  }

  /** True if a node is a value of a type; says nothing. */
  boolean fits(ValueType type, Node node, String name) {
    Problems own = new Problems();
    new ValueReader(tables, targets, zone, own).read(type, node, name, Braces.UNCHECKED);
    return !own.hasErrors();
  }

  /** Airflow renders every text of a plain mapping, while it reaches few fields of an object. */
  private static Braces ofPlain(Braces braces) {
    return braces == Braces.RENDERED ? Braces.UNCHECKED : braces;
  }

  private Optional<Value> scalar(ValueType.Scalar type, Node node, String name, Braces braces) {
    return switch (type) {
      case STR, FILE -> text(node, name, braces).map(v -> v);
      case BOOL ->
          isKind(node, Node.Kind.BOOLEAN)
              ? any(node)
              : wrong(node, name + " is true or false; write one, unquoted");
      case INT ->
          isKind(node, Node.Kind.INTEGER)
              ? any(node)
              : wrong(node, name + " is a whole number; write one such as 3, unquoted");
      case FLOAT -> number(node, name);
      case DICT ->
          node instanceof Node.Mapping
              ? any(node)
              : wrong(node, name + " is a mapping; write key: value");
      case TIMEDELTA ->
          Fields.duration(node, name, problems).map(d -> new Value.Span(node.at(), d));
      case DATETIME -> moment(node, name);
      case CALLABLE -> wrong(node, name + " is a function; write !import package.module.function");
      case SECRET -> secret(node, braces);
      case INT_OR_STRING ->
          isKind(node, Node.Kind.INTEGER) ? any(node) : text(node, name, braces).map(v -> v);
      case ANY, OBJECT -> any(node);
    };
  }

  /** The choice that the shape of a node speaks for. */
  private static ValueType choose(ValueType.OneOf oneOf, Node node) {
    for (ValueType choice : oneOf.choices()) {
      boolean fits =
          switch (choice.toString().replaceAll("[<:].*", "")) {
            case "list" -> node instanceof Node.Sequence;
            case "map", "dict", "k8s", "manifest" -> node instanceof Node.Mapping;
            case "bool" -> isKind(node, Node.Kind.BOOLEAN);
            case "int" -> isKind(node, Node.Kind.INTEGER);
            case "float" -> isKind(node, Node.Kind.INTEGER) || isKind(node, Node.Kind.DECIMAL);
            case "str", "file", "enum", "timedelta" -> isKind(node, Node.Kind.TEXT);
            default -> false;
          };
      if (fits && !isNames(choice, oneOf)) {
        return choice;
      }
    }
    return oneOf.choices().get(0);
  }

  /** True for a list of names where the same list may hold objects that a name can stand for. */
  private static boolean isNames(ValueType choice, ValueType.OneOf oneOf) {
    return choice.equals(new ValueType.ListOf(ValueType.Scalar.STR))
        && oneOf
            .choices()
            .contains(new ValueType.ListOf(new ValueType.Kubernetes("V1LocalObjectReference")));
  }

  private static boolean isKind(Node node, Node.Kind kind) {
    return node instanceof Node.Scalar scalar && scalar.kind() == kind;
  }

  private Optional<Value> list(ValueType item, Node node, String name, Braces braces) {
    if (!(node instanceof Node.Sequence sequence)) {
      return wrong(
          node,
          name
              + " is a list; write ["
              + (node instanceof Node.Scalar ? node.describe() : "value, value")
              + "]");
    }
    List<Value> items = new ArrayList<>();
    for (Node one : sequence.items()) {
      read(item, one, "an item of " + name, braces).ifPresent(items::add);
    }
    return Optional.of(new Value.Items(node.at(), items));
  }

  private Optional<Value> map(ValueType type, Node node, String name, Braces braces) {
    if (!(node instanceof Node.Mapping mapping)) {
      return wrong(node, name + " is a mapping; write key: value");
    }
    List<Value.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      checkBraces(entry.key(), entry.name(), name, braces);
      checkGrammar(name, entry);
      read(type, entry.value(), entry.name(), braces)
          .ifPresent(v -> entries.add(new Value.Entry(entry.name(), entry.key().at(), v)));
    }
    return Optional.of(new Value.Dict(node.at(), entries));
  }

  /** What Kubernetes asks of maps that operators pass on as they are. */
  private void checkGrammar(String name, Node.Entry entry) {
    switch (name) {
      case "labels", "node_selector" -> {
        key(Grammar.LABELS_MAP.problemOfKey(entry.name()), entry);
        if (entry.value() instanceof Node.Scalar value
            && value.tag().isEmpty()
            && value.kind() == Node.Kind.TEXT
            && !Jinja.isIn(value.text())) {
          Grammar.LABELS_MAP
              .problem(value.text())
              .ifPresent(p -> problems.error(value.at(), value.text(), p));
        }
      }
      case "annotations" -> key(Grammar.ANNOTATIONS_MAP.problemOfKey(entry.name()), entry);
      case "env_vars" -> key(Grammar.ENV_NAME.problem(entry.name()), entry);
      default -> {
        // not a map with a grammar
      }
    }
  }

  private void key(Optional<String> problem, Node.Entry entry) {
    if (!Jinja.isIn(entry.name())) {
      problem.ifPresent(p -> problems.error(entry.key().at(), entry.name(), p));
    }
  }

  Optional<Value.Text> text(Node node, String name, Braces braces) {
    Optional<String> text = Fields.text(node, name, problems);
    text.ifPresent(t -> checkBraces(node, t, name, braces));
    return text.map(t -> new Value.Text(node.at(), t));
  }

  private void checkBraces(Node node, String text, String name, Braces braces) {
    if (braces == Braces.LITERAL && Jinja.isIn(text)) {
      problems.error(
          node.at(),
          text,
          "Airflow does not render Jinja in "
              + name
              + " and would send the braces to Kubernetes; write the value itself");
    }
    if (braces == Braces.RENDERED) {
      Jinja.warnOfUnclosed(node.at(), text, problems);
    }
  }

  private Optional<Value> number(Node node, String name) {
    if (node instanceof Node.Scalar scalar) {
      if (scalar.kind() == Node.Kind.INTEGER) {
        return Optional.of(new Value.Whole(scalar.at(), Trees.integer(scalar.text())));
      }
      if (Trees.of(scalar) instanceof BigDecimal number) {
        return Optional.of(new Value.Fraction(scalar.at(), number));
      }
    }
    return wrong(node, name + " is a number; write one such as 1.5, unquoted");
  }

  private Optional<Value> moment(Node node, String name) {
    if (node instanceof Node.Scalar scalar) {
      String text = scalar.text();
      try {
        if (DATE.matcher(text).matches()) {
          return Optional.of(
              new Value.Moment(node.at(), LocalDate.parse(text).atStartOfDay(), zone));
        }
        if (WITH_OFFSET.matcher(text).matches()) {
          OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', 'T'));
          ZoneId utc = ZoneId.of("UTC");
          return Optional.of(
              new Value.Moment(node.at(), time.atZoneSameInstant(utc).toLocalDateTime(), utc));
        }
        return Optional.of(
            new Value.Moment(node.at(), LocalDateTime.parse(text.replace(' ', 'T')), zone));
      } catch (DateTimeException e) {
        // told below, in words
      }
    }
    return wrong(node, name + " is no date; write 2026-01-01 or 2026-01-01T03:00");
  }

  private Optional<Value> secret(Node node, Braces braces) {
    if (!(node instanceof Node.Mapping)) {
      return wrong(
          node,
          "a secret is a mapping; write {deploy_type: env, deploy_target: NAME, secret: ...}");
    }
    Fields fields = Fields.of(node, "a secret", problems);
    List<Value.Entry> entries = new ArrayList<>();
    for (String key : List.of("deploy_type", "deploy_target", "secret", "key")) {
      fields
          .text(key)
          .ifPresent(
              t -> {
                Node text = fields.node(key).orElse(node);
                checkBraces(text, t, key, braces);
                entries.add(new Value.Entry(key, new Value.Text(text.at(), t)));
              });
    }
    fields
        .node("items")
        .ifPresent(
            n ->
                read(
                        new ValueType.ListOf(new ValueType.Kubernetes("V1KeyToPath")),
                        n,
                        "items",
                        Braces.LITERAL)
                    .ifPresent(v -> entries.add(new Value.Entry("items", v))));
    fields.rejectOthers("a secret", SECRET_KEYS);
    String type = fields.text("deploy_type").orElse("");
    if (!type.equals("env") && !type.equals("volume")) {
      problems.error(
          node.at(),
          type.isEmpty() ? "deploy_type" : type,
          "is not how a secret comes; write env or volume");
    }
    if (fields.node("secret").isEmpty()) {
      problems.error(node.at(), "secret", "is missing; write the name of the Kubernetes Secret");
    }
    if (fields.node("key").isPresent() && fields.node("deploy_target").isEmpty()) {
      problems.error(node.at(), "key", "needs deploy_target, the name of the environment variable");
    }
    return Optional.of(
        new Value.Instance(node.at(), "airflow.providers.cncf.kubernetes.secret.Secret", entries));
  }

  private boolean isIn(String set, Value.Text value, String name) {
    if (Jinja.isIn(value.text())) {
      return true; // told, if it is not rendered
    }
    for (Target target : targets) {
      List<String> values = valuesOf(set, target);
      if (!values.contains(value.text())) {
        String remedy =
            tables
                .mistakes()
                .value(name, value.text())
                .flatMap(m -> m.right().map(r -> "write " + r + " (" + m.why() + ")"))
                .or(() -> elsewhere(set, value.text()))
                .or(
                    () ->
                        Spelling.nearest(value.text(), values).map(n -> "did you mean " + n + "?"))
                .orElse("there are " + String.join(", ", values));
        problems.error(
            value.at(), value.text(), "is no value of " + name + " in " + target + "; " + remedy);
        return false;
      }
    }
    return true;
  }

  private List<String> valuesOf(String set, Target target) {
    List<String> values = tables.operators().enumValues(set, target.provider());
    return values.isEmpty() ? tables.core().enumValues(set, target.airflow()) : values;
  }

  /** What to do about a value that another target knows. */
  private Optional<String> elsewhere(String set, String value) {
    return targets.stream()
        .filter(t -> valuesOf(set, t).contains(value))
        .findFirst()
        .map(t -> t + " has it: remove it, or the target without");
  }

  /** Any value by what YAML makes of it. */
  Optional<Value> any(Node node) {
    if (!node.tag().isEmpty()) {
      return code.read(node);
    }
    Location at = node.at();
    if (node instanceof Node.Mapping mapping) {
      List<Value.Entry> entries = new ArrayList<>();
      for (Node.Entry entry : mapping.entries()) {
        any(entry.value())
            .ifPresent(v -> entries.add(new Value.Entry(entry.name(), entry.key().at(), v)));
      }
      return Optional.of(new Value.Dict(at, entries));
    }
    if (node instanceof Node.Sequence sequence) {
      List<Value> items = new ArrayList<>();
      sequence.items().forEach(item -> any(item).ifPresent(items::add));
      return Optional.of(new Value.Items(at, items));
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return switch (scalar.kind()) {
      case TEXT -> Optional.of(new Value.Text(at, scalar.text()));
      case BOOLEAN -> Optional.of(new Value.Truth(at, scalar.text().equalsIgnoreCase("true")));
      case INTEGER, DECIMAL -> number(scalar, "this");
      case NULL -> Optional.of(new Value.Nothing(at));
    };
  }

  Optional<Value> wrong(Node node, String message) {
    problems.error(node.at(), node.describe(), message);
    return Optional.empty();
  }
}
