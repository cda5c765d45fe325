package io.github.tidydag.spec;

import io.github.tidydag.source.Location;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A checked value of an argument: what it means, not yet how Python or YAML writes it. */
public sealed interface Value {

  /** Where the user wrote it. */
  Location at();

  /** Text, literal to the last character. */
  record Text(Location at, String text) implements Value {}

  /** A whole number. */
  record Whole(Location at, BigInteger number) implements Value {}

  /** A number with a fraction or an exponent. */
  record Fraction(Location at, BigDecimal number) implements Value {}

  /** True or false. */
  record Truth(Location at, boolean value) implements Value {}

  /** An explicit null. */
  record Nothing(Location at) implements Value {}

  /** A list. */
  record Items(Location at, List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping with text keys, in the user's order. */
  record Dict(Location at, List<Entry> entries) implements Value {
    public Dict {
      entries = List.copyOf(entries);
    }

    public Optional<Value> get(String key) {
      return find(entries, key);
    }
  }

  /**
   * An object of Kubernetes' API.
   *
   * @param type its class in Kubernetes' Python client, such as {@code V1Volume}
   * @param fields by their JSON names, in the user's order
   */
  record KubernetesObject(Location at, String type, List<Entry> fields) implements Value {
    public KubernetesObject {
      fields = List.copyOf(fields);
    }

    public Optional<Value> get(String field) {
      return find(fields, field);
    }
  }

  /** An object made by calling an Airflow class with keyword arguments. */
  record Instance(Location at, String dottedClass, List<Entry> arguments) implements Value {
    public Instance {
      arguments = List.copyOf(arguments);
    }
  }

  /** A length of time, Airflow's {@code timedelta}. */
  record Span(Location at, Duration duration) implements Value {}

  /** A date and time in a zone. */
  record Moment(Location at, LocalDateTime local, ZoneId zone) implements Value {}

  /** Something that a module has: {@code !import package.module.name}. */
  record Imported(Location at, String dotted) implements Value {}

  /** An expression that the user wrote: {@code !python}; its imports are {@code module.name}. */
  record Code(Location at, String expression, List<String> imports) implements Value {
    public Code {
      imports = List.copyOf(imports);
    }
  }

  /** What another task returned, for {@code expand}: {@code !output task}. */
  record Output(Location at, String taskId) implements Value {}

  /** An asset, which Airflow 2 calls a dataset. */
  record Asset(Location at, String uri) implements Value {}

  /**
   * A file beside the spec, written beside the DAG: its path there is known when it is rendered.
   */
  record File(Location at, String path) implements Value {}

  /** A name and its value. */
  record Entry(String name, Location at, Value value) {
    public Entry(String name, Value value) {
      this(name, value.at(), value);
    }
  }

  private static Optional<Value> find(List<Entry> entries, String name) {
    return entries.stream().filter(e -> e.name().equals(name)).map(Entry::value).findFirst();
  }

  /** Calls for each value and for all that is in it. */
  static void each(Collection<? extends Value> values, Consumer<Value> action) {
    for (Value value : values) {
      action.accept(value);
      if (value instanceof Items items) {
        each(items.items(), action);
      } else if (value instanceof Dict dict) {
        each(dict.entries().stream().map(Entry::value).toList(), action);
      } else if (value instanceof KubernetesObject object) {
        each(object.fields().stream().map(Entry::value).toList(), action);
      } else if (value instanceof Instance instance) {
        each(instance.arguments().stream().map(Entry::value).toList(), action);
      }
    }
  }

  /** The tasks whose output the values use. */
  static Set<String> outputs(Collection<? extends Value> values) {
    Set<String> outputs = new LinkedHashSet<>();
    each(
        values,
        value -> {
          if (value instanceof Output output) {
            outputs.add(output.taskId());
          }
        });
    return outputs;
  }
}
