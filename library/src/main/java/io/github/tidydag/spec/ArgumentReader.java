package io.github.tidydag.spec;

import io.github.tidydag.airflow.ArgumentFact;
import io.github.tidydag.airflow.ArgumentTable;
import io.github.tidydag.airflow.Effect;
import io.github.tidydag.airflow.Mistakes;
import io.github.tidydag.airflow.Mistakes.Mistake;
import io.github.tidydag.airflow.OperatorInfo;
import io.github.tidydag.airflow.OperatorKind;
import io.github.tidydag.airflow.Target;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.ValueReader.Braces;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads arguments by the tables: what a target lacks, renames or ignores is said at its place. */
final class ArgumentReader {
  /** The first Airflow that keeps for the next try which pod a task has. */
  private static final Version DURABLE = Version.parse("3.3.0");

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
      Optional<OperatorInfo> operator) {}

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
            Optional.of(info));
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

  /** The arguments that every task has. */
  Map<String, Value> task(List<Node.Entry> entries) {
    return read(
        new Owner(
            Mistakes.TASK,
            "a task",
            tables.core().task(),
            Target::airflow,
            "Airflow",
            Optional.empty()),
        entries);
  }

  /** The arguments of a DAG. */
  Map<String, Value> dag(List<Node.Entry> entries) {
    return read(
        new Owner(
            Mistakes.DAG,
            "a DAG",
            tables.core().dag(),
            Target::airflow,
            "Airflow",
            Optional.empty()),
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
    for (Target target : targets) {
      Optional<ArgumentFact> here =
          owner.table().argument(entry.name(), owner.version().apply(target));
      if (here.isEmpty()) {
        problems.error(entry.key().at(), entry.name(), lacking(owner, target, entry.name()));
        return Optional.empty();
      }
      here.get().effect().ifPresent(effect -> report(owner, target, entry, effect));
      if (entry.name().equals("durable") && !target.airflow().isAtLeast(DURABLE)) {
        problems.warning(
            entry.key().at(),
            entry.name(),
            "is ignored below Airflow 3.3, which warns of it whenever it loads the DAG ("
                + target
                + ")");
      }
      fact = here;
    }
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
    List<VersionRange> ranges = owner.table().versionsOf(name);
    if (!ranges.isEmpty()) {
      return "is no argument of "
          + owner.className()
          + " in "
          + target
          + "; "
          + owner.versionWord()
          + " has it "
          + String.join(", ", ranges.stream().map(Object::toString).toList())
          + remedy.map(r -> ", " + r).orElse("");
    }
    return "is no argument of "
        + owner.className()
        + "; "
        + remedy
            .or(
                () ->
                    owner
                        .table()
                        .nearest(name, owner.version().apply(target))
                        .map(n -> "did you mean " + n + "?"))
            .orElse("see `tidydag schema dag` for those it has");
  }

  private static String remedy(Mistake mistake) {
    return mistake.right().map(r -> "write " + r + " instead: ").orElse("remove it: ")
        + mistake.why();
  }

  /** Task arguments stand beside the kind, operator arguments under it. */
  private Optional<String> misplaced(Owner owner, String name) {
    Target target = targets.get(targets.size() - 1);
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

  private void report(Owner owner, Target target, Node.Entry entry, Effect effect) {
    String instead = effect.instead().map(i -> "; write " + i + " instead").orElse("");
    String message = effect.note() + instead + " (" + target + ")";
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

  private Optional<Value> value(Owner owner, ArgumentFact fact, Node.Entry entry) {
    if (fact.name().equals("executor_config")) {
      return executorConfig(entry.value());
    }
    return values.read(fact.type(), entry.value(), entry.name(), braces(owner, entry.name()));
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

  /** KubernetesExecutor's {@code pod_override} is an object, whatever else is a plain mapping. */
  private Optional<Value> executorConfig(Node node) {
    if (node instanceof Node.Mapping mapping
        && mapping.tag().isEmpty()
        && mapping.get("pod_override").isPresent()) {
      java.util.ArrayList<Value.Entry> entries = new java.util.ArrayList<>();
      for (Node.Entry entry : mapping.entries()) {
        Optional<Value> value =
            entry.name().equals("pod_override")
                ? values.read(
                    new ValueType.Kubernetes("V1Pod"),
                    entry.value(),
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
