package io.github.tidydag.spec;

import io.github.tidydag.airflow.Mistakes.Mistake;
import io.github.tidydag.airflow.Target;
import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.kubernetes.KubernetesType;
import io.github.tidydag.kubernetes.Quantity;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.ValueReader.Braces;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Reads nodes as objects of Kubernetes' API, as deep as they go. */
final class KubernetesReader {
  private static final Set<String> RESOURCES =
      Set.of("V1ResourceRequirements", "V1VolumeResourceRequirements");

  private final ValueReader values;
  private final Tables tables;
  private final List<Target> targets;
  private final Problems problems;
  private final Map<Target, List<Version>> clients = new HashMap<>();

  KubernetesReader(ValueReader values, Tables tables, List<Target> targets, Problems problems) {
    this.values = values;
    this.tables = tables;
    this.targets = targets;
    this.problems = problems;
  }

  /** An object of a type; a name alone is taken for an object that has nothing else. */
  Optional<Value> read(String typeName, Node node, String name, Braces braces) {
    KubernetesType type = tables.kubernetes().type(typeName);
    if (node instanceof Node.Scalar && typeName.equals("V1LocalObjectReference")) {
      return values
          .text(node, name, braces)
          .map(
              t ->
                  new Value.KubernetesObject(
                      node.at(), typeName, List.of(new Value.Entry("name", t))));
    }
    if (!(node instanceof Node.Mapping mapping)) {
      return values.wrong(
          node,
          name
              + " is a mapping; write {"
              + type.fields().stream()
                  .filter(Field::required)
                  .map(Field::jsonName)
                  .findFirst()
                  .orElse("key")
              + ": ...}");
    }
    checkClass(type, node, name);
    List<Value.Entry> fields = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      Optional<Field> field = type.field(entry.name());
      if (field.isEmpty()) {
        unknown(type, entry);
        continue;
      }
      checkClients(type, field.get(), entry);
      checkNames(type, field.get(), entry);
      boolean rendered =
          braces != Braces.RENDERED
              || Jinja.reaches(typeName, entry.name())
              || field.get().type() instanceof ValueType.Kubernetes
              || isKubernetesList(field.get().type());
      Braces inside = braces == Braces.RENDERED && !rendered ? Braces.LITERAL : braces;
      field(field.get(), entry.value(), inside)
          .ifPresent(v -> fields.add(new Value.Entry(entry.name(), entry.key().at(), v)));
    }
    for (Field field : type.fields()) {
      if (field.required() && mapping.get(field.jsonName()).isEmpty()) {
        problems.error(
            node.at(), name, "has no " + field.jsonName() + ", and Kubernetes needs it; add it");
      }
    }
    if (RESOURCES.contains(typeName)) {
      checkLimits(fields);
    }
    type.objectName().ifPresent(grammar -> objectName(grammar, mapping));
    return Optional.of(new Value.KubernetesObject(node.at(), typeName, fields));
  }

  /** Kubernetes refuses what asks for more than it may use. */
  private void checkLimits(List<Value.Entry> resources) {
    Map<String, Quantity> limits = new HashMap<>();
    amounts(resources, "limits", (name, limit) -> limits.put(name.name(), limit));
    amounts(
        resources,
        "requests",
        (name, request) -> {
          Quantity limit = limits.get(name.name());
          if (limit != null && request.compareTo(limit) > 0) {
            problems.error(
                name.value().at(),
                request.text(),
                "asks for more "
                    + name.name()
                    + " than the limit of "
                    + limit
                    + ", and Kubernetes refuses the pod; write at most that, or raise the limit");
          }
        });
  }

  private static void amounts(
      List<Value.Entry> resources, String key, BiConsumer<Value.Entry, Quantity> action) {
    for (Value.Entry of : resources) {
      if (of.name().equals(key) && of.value() instanceof Value.Dict dict) {
        for (Value.Entry entry : dict.entries()) {
          if (entry.value() instanceof Value.Text text) {
            Quantity.tryParse(text.text()).ifPresent(amount -> action.accept(entry, amount));
          }
        }
      }
    }
  }

  private static boolean isKubernetesList(ValueType type) {
    return type instanceof ValueType.ListOf list && list.item() instanceof ValueType.Kubernetes;
  }

  private void objectName(Grammar grammar, Node.Mapping mapping) {
    if (mapping.get("metadata").orElse(null) instanceof Node.Mapping metadata
        && metadata.get("name").orElse(null) instanceof Node.Scalar name) {
      check(grammar, name);
    }
  }

  private void unknown(KubernetesType type, Node.Entry entry) {
    Optional<Mistake> mistake = tables.mistakes().key(type.name(), entry.name());
    String remedy =
        mistake
            .map(m -> m.right().map(r -> "write " + r).orElse("remove it") + ": " + m.why())
            .or(() -> type.nearest(entry.name()).map(n -> "did you mean " + n + "?"))
            .orElseGet(
                () ->
                    type.fields().size() > 12
                        ? "look its name up in Kubernetes' documentation, or remove it"
                        : "it has "
                            + String.join(
                                ", ",
                                type.fields().stream().map(Field::jsonName).sorted().toList()));
    problems.error(
        entry.key().at(), entry.name(), "is no field of " + plainName(type.name()) + "; " + remedy);
  }

  /** The kind as Kubernetes' own documentation calls it. */
  private static String plainName(String type) {
    return type.replaceFirst("^(V1|CoreV1|RbacV1)", "");
  }

  private Optional<Value> field(Field field, Node node, Braces braces) {
    String name = field.jsonName();
    if (node.tag().isEmpty() && node instanceof Node.Scalar scalar && scalar.isNull()) {
      problems.error(node.at(), name, "has no value; write one, or remove the key");
      return Optional.empty();
    }
    Optional<Grammar> grammar = field.grammar();
    boolean amounts = grammar.filter(g -> g.kind() == Grammar.Kind.QUANTITY).isPresent();
    boolean either = grammar.filter(g -> g.kind() == Grammar.Kind.INT_OR_STRING).isPresent();
    if (amounts && field.type() instanceof ValueType.MapOf && node instanceof Node.Mapping map) {
      List<Value.Entry> entries = new ArrayList<>();
      for (Node.Entry entry : map.entries()) {
        quantity(entry.value(), entry.name(), braces)
            .ifPresent(v -> entries.add(new Value.Entry(entry.name(), entry.key().at(), v)));
      }
      return Optional.of(new Value.Dict(node.at(), entries));
    }
    if (amounts && node instanceof Node.Scalar) {
      return quantity(node, name, braces);
    }
    Optional<Value> value =
        values.read(either ? ValueType.Scalar.INT_OR_STRING : field.type(), node, name, braces);
    if (value.isPresent()) {
      grammar.ifPresent(g -> check(g, node));
    }
    return value;
  }

  /** A quantity may be written as a number; the Python client wants text. */
  private Optional<Value> quantity(Node node, String name, Braces braces) {
    if (node.tag().isEmpty()
        && node instanceof Node.Scalar scalar
        && (scalar.kind() == Node.Kind.INTEGER || scalar.kind() == Node.Kind.DECIMAL)) {
      return Optional.of(new Value.Text(node.at(), scalar.text()));
    }
    Optional<Value> value = values.read(ValueType.Scalar.STR, node, name, braces);
    value.ifPresent(
        v -> {
          if (v instanceof Value.Text text && !Jinja.isIn(text.text())) {
            Quantity.tryParse(text.text())
                .ifPresentOrElse(
                    q -> {}, () -> problems.error(node.at(), text.text(), reason(text.text())));
          }
        });
    return value;
  }

  private static String reason(String text) {
    try {
      Quantity.parse(text);
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void check(Grammar grammar, Node node) {
    if (!node.tag().isEmpty()) {
      return;
    }
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        grammar
            .problemOfKey(entry.name())
            .ifPresent(p -> problems.error(entry.key().at(), entry.name(), p));
        check(grammar, entry.value());
      }
    } else if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> check(grammar, item));
    } else if (node instanceof Node.Scalar scalar && !Jinja.isIn(scalar.text())) {
      String text =
          scalar.kind() == Node.Kind.INTEGER
              ? Trees.integer(scalar.text()).toString() // 0644 is octal
              : scalar.text();
      grammar.problem(text).ifPresent(p -> problems.error(node.at(), scalar.text(), p));
    }
  }

  private List<Version> clients(Target target) {
    return clients.computeIfAbsent(target, tables::clients);
  }

  private void checkClass(KubernetesType type, Node node, String name) {
    for (Target target : targets) {
      if (clients(target).stream().noneMatch(type::isIn)) {
        problems.error(
            node.at(),
            name,
            target
                + " comes with a Kubernetes client that has no "
                + type.name()
                + "; remove it, or the target");
      }
    }
  }

  private void checkClients(KubernetesType type, Field field, Node.Entry entry) {
    for (Target target : targets) {
      List<Version> clients = clients(target);
      if (!clients.isEmpty()
          && clients.stream().noneMatch(c -> type.field(field.jsonName(), c).isPresent())) {
        problems.error(
            entry.key().at(),
            entry.name(),
            target
                + " comes with Kubernetes client "
                + clients.get(clients.size() - 1).major()
                + ", which does not know this field (it is there "
                + String.join(
                    ", ", type.versionsOf(field.jsonName()).stream().map(Object::toString).toList())
                + "); remove it, or the target");
      }
    }
  }

  /** A file can name an attribute in one way only; a few are called otherwise in newer clients. */
  private void checkNames(KubernetesType type, Field field, Node.Entry entry) {
    Set<String> names = new TreeSet<>();
    for (Target target : targets) {
      for (Version client : clients(target)) {
        type.field(field.jsonName(), client).ifPresent(f -> names.add(f.pythonName()));
      }
    }
    if (names.size() > 1) {
      problems.error(
          entry.key().at(),
          entry.name(),
          "is called "
              + String.join(" or ", names)
              + " by the Kubernetes clients of the targets, and a file can say one; write it in a"
              + " pod template, or leave one target");
    }
  }

  /** An object as plain content: mappings and lists with JSON names. */
  static Value plain(Value value) {
    if (value instanceof Value.KubernetesObject object) {
      return new Value.Dict(object.at(), plain(object.fields()));
    }
    if (value instanceof Value.Dict dict) {
      return new Value.Dict(dict.at(), plain(dict.entries()));
    }
    if (value instanceof Value.Items items) {
      return new Value.Items(
          items.at(), items.items().stream().map(KubernetesReader::plain).toList());
    }
    return value;
  }

  private static List<Value.Entry> plain(List<Value.Entry> entries) {
    return entries.stream().map(e -> new Value.Entry(e.name(), e.at(), plain(e.value()))).toList();
  }
}
