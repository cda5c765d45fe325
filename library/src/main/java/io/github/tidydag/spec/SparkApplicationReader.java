package io.github.tidydag.spec;

import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.source.JinjaBlocks;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.Text;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.spark.SparkField;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks a SparkApplication against the operator's schema and what Airflow's operator bears. */
final class SparkApplicationReader {
  private static final Pattern SPARK_MEMORY =
      Pattern.compile("[0-9]+([kmgtp]b?)?", Pattern.CASE_INSENSITIVE);
  private static final int MOST_DEPTH = 60;
  private static final String KUBEFLOW = "kubeflow/";

  private final CustomResourceTable table;
  private final String operator;
  private final Version release;
  private final Problems problems;
  private final CleanupPolicy cleanup;

  SparkApplicationReader(
      Tables tables, ProjectConfig project, CleanupPolicy cleanup, Problems problems) {
    this.table = tables.spark();
    this.operator = project.sparkOperator();
    this.release = Version.parse(operator.substring(operator.indexOf('/') + 1));
    this.cleanup = cleanup;
    this.problems = problems;
  }

  /**
   * Checks an application.
   *
   * @param whole true for a manifest of its own, false for one whose kind and name the spec gives
   */
  void check(Node.Mapping application, boolean whole) {
    if (!operator.startsWith(KUBEFLOW)) {
      problems.error(
          application.at(),
          operator,
          "is the spark_operator of .tidydag.yaml, and Airflow drives only Kubeflow's; write "
              + KUBEFLOW
              + "2.5.2 there, or the release in use");
      return;
    }
    application
        .get("apiVersion")
        .ifPresent(
            v -> {
              if (!(v instanceof Node.Scalar s) || !s.text().equals(table.apiVersion())) {
                problems.error(
                    v.at(),
                    v.describe(),
                    "Airflow's operator drives only " + table.apiVersion() + "; write that");
              }
            });
    application
        .get("kind")
        .ifPresent(
            v -> {
              if (!(v instanceof Node.Scalar s) || !s.text().equals("SparkApplication")) {
                problems.error(
                    v.at(), v.describe(), "is not what this task runs; write SparkApplication");
              }
            });
    if (whole) {
      for (String key : new String[] {"apiVersion", "kind", "metadata", "spec"}) {
        if (application.get(key).isEmpty()) {
          problems.error(application.at(), key, "is missing in this SparkApplication; add it");
        }
      }
    } else if (application.get("spec").isEmpty()) {
      problems.error(application.at(), "spec", "is missing in this SparkApplication; add it");
    }
    children("", application, 0);
    metadata(application);
    if (application.get("spec").orElse(null) instanceof Node.Mapping spec) {
      cleanup(spec);
      operator(spec);
    }
  }

  /**
   * Checks a file whose Jinja decides what comes of it; without the companion nobody mends that.
   */
  void checkFile(Node.Mapping application, String text) {
    check(application, true);
    if (!(application.get("spec").orElse(null) instanceof Node.Mapping spec)) {
      return;
    }
    spec.entry("timeToLiveSeconds")
        .filter(e -> cleanup.strategy() == CleanupPolicy.Strategy.TTL)
        .filter(e -> JinjaBlocks.mayLeaveOut(text, e.key().at()))
        .ifPresent(
            e ->
                problems.error(
                    e.key().at(),
                    e.name(),
                    "stands in a block of Jinja that may be left out, and then nothing deletes the"
                        + " application; write it outside, with the choice in its value: {{ 600 if"
                        + " ... else 3600 }}"));
  }

  /** Says of a file that only its Jinja makes YAML what is not known. */
  void unreadable(Node file, String path) {
    problems.warning(
        file.at(),
        path,
        "cannot be read without running its Jinja, so it is not checked and "
            + switch (cleanup.strategy()) {
              case ANCHOR, TEARDOWN -> "gets its time to live only when it runs";
              case TTL -> "gets no time to live: it must say timeToLiveSeconds itself";
              case NONE -> "is taken as it is";
            });
  }

  private void children(String path, Node.Mapping mapping, int depth) {
    if (depth > MOST_DEPTH) {
      return;
    }
    Map<String, SparkField> fields = table.children(path, release);
    for (Node.Entry entry : mapping.entries()) {
      String at = path.isEmpty() ? entry.name() : path + "." + entry.name();
      SparkField field = fields.get(entry.name());
      if (field == null) {
        unknown(path, at, entry, fields);
      } else {
        value(at, field.type(), Optional.of(field), entry.value(), depth);
      }
    }
    fields.forEach(
        (name, field) -> {
          if (field.needed() && !path.isEmpty() && mapping.get(name).isEmpty()) {
            problems.error(
                mapping.at(),
                path,
                "has no " + name + ", and Spark operator " + release + " needs it; add it");
          }
        });
  }

  private void unknown(String path, String at, Node.Entry entry, Map<String, SparkField> fields) {
    String versions =
        String.join(", ", table.versionsOf(at).stream().map(Object::toString).toList());
    problems.error(
        entry.key().at(),
        entry.name(),
        "is no field of "
            + (path.isEmpty() ? "a SparkApplication" : path)
            + " in Spark operator "
            + release
            + ", which drops it silently; "
            + (versions.isEmpty()
                ? Spelling.nearest(entry.name(), fields.keySet())
                    .map(n -> "did you mean " + n + "?")
                    .orElse("remove it")
                : "it is there " + versions));
  }

  private void value(
      String path, ValueType type, Optional<SparkField> field, Node node, int depth) {
    if (node instanceof Node.Scalar scalar && scalar.isNull()) {
      problems.error(node.at(), last(path), "has no value; write one, or remove the key");
      return;
    }
    if (type instanceof ValueType.Struct || type instanceof ValueType.Kubernetes) {
      if (node instanceof Node.Mapping mapping) {
        children(path, mapping, depth + 1);
      } else {
        wrong(node, path, "a mapping");
      }
      return;
    }
    if (type instanceof ValueType.ListOf list) {
      if (node instanceof Node.Sequence sequence) {
        sequence
            .items()
            .forEach(i -> value(path + "[]", list.item(), Optional.empty(), i, depth + 1));
      } else {
        wrong(node, path, "a list");
      }
      return;
    }
    if (type instanceof ValueType.MapOf map) {
      if (node instanceof Node.Mapping mapping) {
        for (Node.Entry entry : mapping.entries()) {
          boolean amount =
              field.flatMap(SparkField::grammar).map(Grammar::kind).orElse(null)
                  == Grammar.Kind.QUANTITY;
          if (!(amount && entry.value() instanceof Node.Scalar)) {
            value(
                path + "." + entry.name(), map.value(), Optional.empty(), entry.value(), depth + 1);
          }
        }
      } else {
        wrong(node, path, "a mapping");
      }
      return;
    }
    scalar(path, type, field, node);
  }

  private void scalar(String path, ValueType type, Optional<SparkField> field, Node node) {
    if (!(node instanceof Node.Scalar scalar)) {
      if (type == ValueType.Scalar.STR
          || type == ValueType.Scalar.INT
          || type == ValueType.Scalar.BOOL) {
        wrong(node, path, "one value");
      }
      return;
    }
    if (Jinja.isIn(scalar.text())) {
      return; // what it becomes is known at run time only
    }
    boolean amount =
        field.flatMap(SparkField::grammar).map(Grammar::kind).orElse(null) == Grammar.Kind.QUANTITY;
    if (type == ValueType.Scalar.STR && scalar.kind() != Node.Kind.TEXT && !amount) {
      Fields.notText(scalar, last(path), problems);
    } else if (type == ValueType.Scalar.INT && scalar.kind() != Node.Kind.INTEGER) {
      wrong(node, path, "a whole number");
    } else if (type == ValueType.Scalar.BOOL && scalar.kind() != Node.Kind.BOOLEAN) {
      wrong(node, path, "true or false");
    } else if (field.isPresent()) {
      bounds(path, field.get(), scalar);
    }
  }

  private void bounds(String path, SparkField field, Node.Scalar scalar) {
    if (!field.values().isEmpty() && !field.values().contains(scalar.text())) {
      problems.error(
          scalar.at(),
          scalar.text(),
          "is no value of "
              + last(path)
              + Spelling.nearest(scalar.text(), field.values())
                  .map(n -> "; did you mean " + n + "?")
                  .orElse("; there are " + String.join(", ", field.values())));
    }
    field
        .minimum()
        .filter(
            m ->
                scalar.kind() == Node.Kind.INTEGER
                    && Trees.integer(scalar.text()).compareTo(java.math.BigInteger.valueOf(m)) < 0)
        .ifPresent(
            m -> problems.error(scalar.at(), scalar.text(), last(path) + " is at least " + m));
    field
        .grammar()
        .flatMap(g -> g.problem(scalar.text()))
        .ifPresent(p -> problems.error(scalar.at(), scalar.text(), p));
    if (path.matches("spec\\.(driver|executor)\\.memory(Overhead)?")
        && !SPARK_MEMORY.matcher(scalar.text()).matches()) {
      problems.error(
          scalar.at(),
          scalar.text(),
          "is no amount of memory for Spark, which has no Gi or Mi; write 4g or 512m (powers of"
              + " 1024)");
    }
  }

  private void metadata(Node.Mapping application) {
    if (!(application.get("metadata").orElse(null) instanceof Node.Mapping metadata)) {
      return;
    }
    metadata
        .entry("ownerReferences")
        .ifPresent(
            e ->
                problems.error(
                    e.key().at(),
                    "ownerReferences",
                    "a second owner keeps the application alive after the run's is gone; remove it"));
    if (metadata.get("name").orElse(null) instanceof Node.Scalar name
        && name.text().contains("-driver")) {
      problems.error(
          name.at(),
          name.text(),
          "holds -driver, and Airflow finds the application by cutting that from the driver's"
              + " name; rename it");
    }
  }

  /** What the cleanup needs of the application, and what would undo it. */
  private void cleanup(Node.Mapping spec) {
    if (cleanup.strategy() == CleanupPolicy.Strategy.NONE) {
      return;
    }
    if (spec.get("timeToLiveSeconds").orElse(null) instanceof Node.Scalar ttl
        && ttl.kind() == Node.Kind.INTEGER) {
      java.math.BigInteger seconds = Trees.integer(ttl.text());
      if (seconds.signum() <= 0) {
        problems.error(
            ttl.at(),
            "timeToLiveSeconds: " + ttl.text(),
            "never fires; write at least 1, or remove it");
      }
      cleanup
          .keepFailedFor()
          .filter(k -> seconds.compareTo(java.math.BigInteger.valueOf(k.toSeconds())) < 0)
          .ifPresent(
              k ->
                  problems.error(
                      ttl.at(),
                      "timeToLiveSeconds: " + ttl.text(),
                      "is shorter than cleanup.keep_failed_for, "
                          + Durations.format(k)
                          + "; remove one of them"));
    }
    if (spec.get("restartPolicy").orElse(null) instanceof Node.Mapping policy
        && policy.get("type").orElse(null) instanceof Node.Scalar type
        && !type.text().equals("Never")
        && !Jinja.isIn(type.text())) {
      problems.error(
          type.at(),
          "restartPolicy: " + Text.shorten(type.text(), 20),
          "Airflow fails the task at the first failed driver while the operator starts another;"
              + " write Never, and retries: on the task");
    }
  }

  /** What Airflow's operator cannot bear: facts of its code in provider 7.14.0 to 10.25.0. */
  private void operator(Node.Mapping spec) {
    for (String role : new String[] {"driver", "executor"}) {
      if (!(spec.get(role).orElse(null) instanceof Node.Mapping pod)) {
        continue;
      }
      if (role.equals("driver")) {
        pod.entry("podName")
            .ifPresent(
                e ->
                    problems.error(
                        e.key().at(),
                        "podName",
                        "Airflow looks for a driver called NAME-driver and would never see it;"
                            + " remove it"));
      }
    }
    if (spec.get("dynamicAllocation").orElse(null) instanceof Node.Mapping dynamic
        && dynamic.get("enabled").orElse(null) instanceof Node.Scalar enabled
        && enabled.text().equalsIgnoreCase("true")) {
      for (String bound : new String[] {"minExecutors", "maxExecutors"}) {
        Optional<Node> node = dynamic.get(bound);
        boolean positive =
            node.isPresent() && node.get() instanceof Node.Scalar s && !s.text().equals("0");
        if (!positive) {
          problems.error(
              node.map(Node::at).orElse(dynamic.at()),
              node.map(n -> bound + ": " + n.describe()).orElse(bound),
              "Airflow's operator refuses dynamic allocation without a " + bound + " of 1 or more");
        }
      }
    }
    if (spec.get("mode").orElse(null) instanceof Node.Scalar mode && mode.text().equals("client")) {
      problems.error(
          mode.at(), "client", "is a mode that the operator does not have; write cluster");
    }
  }

  private void wrong(Node node, String path, String what) {
    problems.error(node.at(), node.describe(), last(path) + " is " + what);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1).replace("[]", " item");
  }
}
