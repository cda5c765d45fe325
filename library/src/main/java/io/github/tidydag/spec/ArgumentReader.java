package io.github.tidydag.spec;

import io.github.tidydag.airflow.ArgumentFact;
import io.github.tidydag.airflow.ArgumentTable;
import io.github.tidydag.airflow.Effect;
import io.github.tidydag.airflow.Mistakes;
import io.github.tidydag.airflow.Mistakes.Mistake;
import io.github.tidydag.airflow.OperatorInfo;
import io.github.tidydag.airflow.OperatorKind;
import io.github.tidydag.airflow.Target;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.ValueReader.Braces;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads arguments by the tables: what a target lacks, renames or ignores is said at its place. */
final class ArgumentReader {
  /** The first Airflow that keeps for the next try which pod a task has. */
  private static final Version DURABLE = Version.parse("3.3.0");

  private static final Effect NOT_DURABLE =
      new Effect(
          Effect.Kind.IGNORED,
          "Airflow has it since 3.3, and warns whenever an older one loads the DAG",
          Optional.empty());

  private final Tables tables;
  private final List<Target> targets;
  private final ValueReader values;
  private final Problems problems;

  ArgumentReader(Tables tables, List<Target> targets, ValueReader values, Problems problems) {
    this.tables = tables;
    this.targets = targets;
    this.values = values;
    this.problems = problems;
  }

  /** Whose arguments are read. */
  private record Owner(
      String className,
      String place,
      ArgumentTable table,
      Function<Target, Version> version,
      String versionWord,
      Optional<OperatorInfo> operator,
      List<String> keys) {}

  /** The arguments of an operator of a task kind. */
  Map<String, Value> operator(OperatorKind kind, String key, List<Node.Entry> entries) {
    OperatorInfo info = tables.operators().operator(kind);
    Owner owner =
        new Owner(
            kind.className(),
            key,
            info.arguments(),
            Target::provider,
            "provider",
            Optional.of(info),
            List.of());
    return read(owner, entries);
  }

  /** An operator's argument for {@code expand}: its type, if the operator has it. */
  Optional<ValueType> typeOf(OperatorKind kind, String name) {
    Target newest = targets.get(targets.size() - 1);
    return tables
        .operators()
        .operator(kind)
        .argument(name, newest.provider())
        .map(ArgumentFact::type);
  }

  /**
   * The arguments that every task has.
   *
   * @param keys what else stands there
   */
  Map<String, Value> task(List<Node.Entry> entries, List<String> keys) {
    return read(
        new Owner(
            Mistakes.TASK,
            "a task",
            tables.core().task(),
            Target::airflow,
            "Airflow",
            Optional.empty(),
            keys),
        entries);
  }

  /**
   * The arguments of a DAG.
   *
   * @param keys what else stands there
   */
  Map<String, Value> dag(List<Node.Entry> entries, List<String> keys) {
    return read(
        new Owner(
            Mistakes.DAG,
            "a DAG",
            tables.core().dag(),
            Target::airflow,
            "Airflow",
            Optional.empty(),
            keys),
        entries);
  }

  private Map<String, Value> read(Owner owner, List<Node.Entry> entries) {
    Map<String, Value> arguments = new LinkedHashMap<>();
    for (Node.Entry entry : entries) {
      Optional<ArgumentFact> fact = fact(owner, entry);
      if (fact.isPresent()) {
        value(owner, fact.get(), entry).ifPresent(v -> arguments.put(entry.name(), v));
      }
    }
    return arguments;
  }

  /** What the newest target says of an argument, if every target has it. */
  private Optional<ArgumentFact> fact(Owner owner, Node.Entry entry) {
    Optional<ArgumentFact> fact = Optional.empty();
    Map<Effect, List<Target>> effects = new LinkedHashMap<>();
    for (Target target : targets) {
      Optional<ArgumentFact> here =
          owner.table().argument(entry.name(), owner.version().apply(target));
      if (here.isEmpty()) {
        problems.error(entry.key().at(), entry.name(), lacking(owner, target, entry.name()));
        return Optional.empty();
      }
      here.get()
          .effect()
          .ifPresent(e -> effects.computeIfAbsent(e, any -> new ArrayList<>()).add(target));
      if (entry.name().equals("durable") && !target.airflow().isAtLeast(DURABLE)) {
        effects.computeIfAbsent(NOT_DURABLE, any -> new ArrayList<>()).add(target);
      }
      fact = here;
    }
    effects.forEach((effect, of) -> report(owner, of, entry, effect));
    return fact.filter(newest -> sameForAll(owner, newest, entry));
  }

  /** Reports a value that the newest target takes and another one does not. */
  private boolean sameForAll(Owner owner, ArgumentFact newest, Node.Entry entry) {
    for (Target target : targets) {
      ValueType type =
          owner
              .table()
              .argument(entry.name(), owner.version().apply(target))
              .map(ArgumentFact::type)
              .orElse(newest.type());
      if (!type.equals(newest.type())
          && values.fits(newest.type(), entry.value(), entry.name())
              != values.fits(type, entry.value(), entry.name())) {
        problems.error(
            entry.value().at(),
            entry.name(),
            "is of type "
                + type
                + " in "
                + target
                + " and "
                + newest.type()
                + " in "
                + targets.get(targets.size() - 1)
                + "; remove it, or one of these targets");
        return false;
      }
    }
    return true;
  }

  private String lacking(Owner owner, Target target, String name) {
    Optional<String> remedy =
        tables
            .mistakes()
            .argument(owner.className(), name)
            .map(ArgumentReader::remedy)
            .or(() -> misplaced(owner, name));
    List<VersionRange> ranges =
        VersionRange.joined(owner.table().versionsOf(name), published(owner));
    if (!ranges.isEmpty()) {
      return "is no argument of "
          + owner.className()
          + " in "
          + target
          + " ("
          + owner.versionWord()
          + " has it "
          + String.join(", ", ranges.stream().map(Object::toString).toList())
          + "); "
          + remedy.orElse("remove it, or the target");
    }
    return "is no argument of "
        + owner.className()
        + "; "
        + remedy
            .or(() -> nearest(owner, target, name).map(n -> "did you mean " + n + "?"))
            .orElse("see `tidydag schema dag` for those it has");
  }

  private List<Version> published(Owner owner) {
    return owner.operator().isPresent()
        ? tables.operators().versions()
        : tables.core().releases().stream().map(Version::minor).distinct().toList();
  }

  private static Optional<String> nearest(Owner owner, Target target, String name) {
    List<String> candidates = new ArrayList<>(owner.keys());
    owner.table().nearest(name, owner.version().apply(target)).ifPresent(candidates::add);
    return Spelling.nearest(name, owner.keys()).or(() -> Spelling.nearest(name, candidates));
  }

  private static String remedy(Mistake mistake) {
    if (mistake.right().equals(Optional.of("default_args"))) {
      return "it is the tasks': write it under defaults:, or at each task";
    }
    if (mistake.right().equals(Optional.of("template_spec"))) {
      return "write application: {spec: ...} instead";
    }
    return mistake.right().map(r -> "write " + r + " instead: ").orElse("remove it: ")
        + mistake.why();
  }

  /** Task arguments stand beside the kind, operator arguments under it. */
  private Optional<String> misplaced(Owner owner, String name) {
    Target target = targets.get(targets.size() - 1);
    if (owner.operator().isPresent() && TaskReader.KEYS.contains(name)) {
      return Optional.of("it is the task's: write it beside " + owner.place() + ":, not under it");
    }
    if (owner.operator().isPresent()
        && tables.core().task().argument(name, target.airflow()).isPresent()) {
      return Optional.of("it is the task's: write it beside " + owner.place() + ":, not under it");
    }
    if (owner.className().equals(Mistakes.TASK)) {
      for (OperatorKind kind : OperatorKind.values()) {
        if (tables.operators().operator(kind).argument(name, target.provider()).isPresent()) {
          return Optional.of(
              "it is the operator's: write it under pod:, spark: or job:, not beside it");
        }
      }
    }
    return Optional.empty();
  }

  private void report(Owner owner, List<Target> of, Node.Entry entry, Effect effect) {
    if (entry.name().equals("do_xcom_push")) {
      return; // it depends on the value, and whoever reads that says it
    }
    String instead = effect.instead().map(i -> "; " + replacement(owner, i)).orElse("; remove it");
    String where =
        of.size() == targets.size() && of.size() > 1
            ? "every target"
            : String.join(", ", of.stream().map(Target::toString).toList());
    String message = effect.note() + " (" + where + ")" + instead;
    switch (effect.kind()) {
      case HARMFUL -> problems.error(entry.key().at(), entry.name(), "does harm: " + message);
      case IGNORED ->
          problems.warning(
              entry.key().at(),
              entry.name(),
              "is ignored by " + owner.className() + ": " + message);
      case OVERRIDDEN ->
          problems.warning(
              entry.key().at(),
              entry.name(),
              "is overridden by " + owner.className() + ": " + message);
      case DEPRECATED ->
          problems.warning(entry.key().at(), entry.name(), "is deprecated: " + message);
      case CONDITIONAL, PARTIAL -> {
        // true of a correct use too; docs say it
      }
    }
  }

  /** What to write instead, once every target knows it. */
  private String replacement(Owner owner, String name) {
    return targets.stream()
        .filter(
            t ->
                !owner.table().versionsOf(name).isEmpty()
                    && owner.table().argument(name, owner.version().apply(t)).isEmpty())
        .findFirst()
        .map(t -> name + " takes its place, which " + t + " does not have: keep it for that one")
        .orElse("write " + name + " instead");
  }

  private Optional<Value> value(Owner owner, ArgumentFact fact, Node.Entry entry) {
    if (fact.name().equals("executor_config")) {
      return executorConfig(entry.value());
    }
    if (owner.className().equals(Mistakes.TASK)
        && (fact.name().equals("outlets") || fact.name().equals("inlets"))) {
      return assets(entry.value(), fact.name());
    }
    return values.read(
        fact.type(),
        override(fact.name(), entry.value()),
        entry.name(),
        braces(owner, entry.name()));
  }

  Braces braces(OperatorKind kind, String name) {
    OperatorInfo info = tables.operators().operator(kind);
    return targets.stream().allMatch(t -> info.isTemplated(name, t.provider()))
        ? Braces.RENDERED
        : Braces.LITERAL;
  }

  private Braces braces(Owner owner, String name) {
    return owner.operator().map(o -> braces(o.kind(), name)).orElse(Braces.UNCHECKED);
  }

  /** What a task reads or makes; a text is the URI of an asset, which Airflow 2 calls a dataset. */
  private Optional<Value> assets(Node node, String name) {
    if (!node.tag().isEmpty()) {
      return values.any(node);
    }
    if (!(node instanceof Node.Sequence sequence)) {
      return values.wrong(node, name + " is a list of URIs; write [\"s3://bucket/table\"]");
    }
    List<Value> items = new ArrayList<>();
    for (Node item : sequence.items()) {
      values
          .any(item)
          .map(v -> v instanceof Value.Text text ? new Value.Asset(text.at(), text.text()) : v)
          .ifPresent(items::add);
    }
    return Optional.of(new Value.Items(node.at(), items));
  }

  /** A pod that overrides another one may leave its containers out; the Python class may not. */
  private static Node override(String name, Node pod) {
    if (!(name.equals("full_pod_spec") || name.equals("pod_override"))
        || !(pod instanceof Node.Mapping whole)
        || !(whole.get("spec").orElse(null) instanceof Node.Mapping spec)
        || spec.get("containers").isPresent()) {
      return pod;
    }
    List<Node.Entry> fields = new ArrayList<>(spec.entries());
    Location at = spec.at();
    fields.add(
        new Node.Entry(
            new Node.Scalar(at, "", Node.Kind.TEXT, "containers"),
            new Node.Sequence(at, "", List.of())));
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : whole.entries()) {
      entries.add(
          entry.value().equals(spec)
              ? new Node.Entry(entry.key(), new Node.Mapping(at, spec.tag(), fields))
              : entry);
    }
    return new Node.Mapping(whole.at(), whole.tag(), entries);
  }

  /** KubernetesExecutor's {@code pod_override} is an object, whatever else is a plain mapping. */
  private Optional<Value> executorConfig(Node node) {
    if (node instanceof Node.Mapping mapping
        && mapping.tag().isEmpty()
        && mapping.get("pod_override").isPresent()) {
      List<Value.Entry> entries = new ArrayList<>();
      for (Node.Entry entry : mapping.entries()) {
        Optional<Value> value =
            entry.name().equals("pod_override")
                ? values.read(
                    new ValueType.Kubernetes("V1Pod"),
                    override(entry.name(), entry.value()),
                    "pod_override",
                    Braces.UNCHECKED)
                : values.any(entry.value());
        value.ifPresent(v -> entries.add(new Value.Entry(entry.name(), entry.key().at(), v)));
      }
      return Optional.of(new Value.Dict(node.at(), entries));
    }
    return values.any(node);
  }
}
