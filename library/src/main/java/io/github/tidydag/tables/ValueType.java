package io.github.tidydag.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of an argument or field, in the closed grammar of the tables: a scalar ({@code str},
 * {@code bool}, {@code int}, ...), {@code list<T>}, {@code map<T>} with text keys, {@code k8s:V1X}
 * for an object of the Kubernetes client, {@code manifest:X} for plain content in its shape, {@code
 * struct:PATH} for a part of a custom resource, {@code enum:NAME}, and {@code A|B}.
 *
 * <p>Types that every command compares say by hand what equals them: what a record gets for that,
 * the JVM makes at run time, and 10 ms went into that at each start.
 */
public sealed interface ValueType {
  /** A type without parts. */
  enum Scalar implements ValueType {
    STR,
    BOOL,
    INT,
    FLOAT,
    /** A mapping of anything. */
    DICT,
    ANY,
    /** Raw JSON that the Kubernetes client passes on: a number or a text for ports. */
    OBJECT,
    INT_OR_STRING,
    CALLABLE,
    TIMEDELTA,
    DATETIME,
    /** A path of a file that Airflow reads. */
    FILE,
    /** Airflow's {@code Secret}. */
    SECRET;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A list with items of one type. */
  record ListOf(ValueType item) implements ValueType {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ListOf list && item.equals(list.item);
    }

    @Override
    public int hashCode() {
      return item.hashCode();
    }

    @Override
    public String toString() {
      return "list<" + item + ">";
    }
  }

  /** A mapping from text to values of one type. */
  record MapOf(ValueType value) implements ValueType {
    @Override
    public String toString() {
      return "map<" + value + ">";
    }
  }

  /** An object of the Kubernetes client, by class name. */
  record Kubernetes(String name) implements ValueType {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Kubernetes type && name.equals(type.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return "k8s:" + name;
    }
  }

  /** Plain content in the shape of a Kubernetes type or of a SparkApplication. */
  record Manifest(String name) implements ValueType {
    @Override
    public String toString() {
      return "manifest:" + name;
    }
  }

  /** A part of a custom resource, by its path there. */
  record Struct(String path) implements ValueType {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Struct struct && path.equals(struct.path);
    }

    @Override
    public int hashCode() {
      return path.hashCode();
    }

    @Override
    public String toString() {
      return "struct:" + path;
    }
  }

  /** One of a closed set of texts, by the name of the set. */
  record EnumOf(String name) implements ValueType {
    @Override
    public String toString() {
      return "enum:" + name;
    }
  }

  /** Any one of several types, the preferred one first. */
  record OneOf(List<ValueType> choices) implements ValueType {
    public OneOf {
      choices = List.copyOf(choices);
    }

    @Override
    public String toString() {
      return String.join("|", choices.stream().map(ValueType::toString).toList());
    }
  }

  /**
   * Reads a type.
   *
   * @throws IllegalArgumentException if the text is not of the grammar
   */
  static ValueType parse(String text) {
    List<ValueType> choices = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '|';
      if (c == '|' && depth == 0) {
        choices.add(parseOne(text.substring(start, i)));
        start = i + 1;
      } else if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      }
    }
    if (depth != 0) {
      throw new IllegalArgumentException(text + " has a bracket without its partner");
    }
    return choices.size() == 1 ? choices.get(0) : new OneOf(choices);
  }

  private static ValueType parseOne(String text) {
    if (text.startsWith("list<") && text.endsWith(">")) {
      return new ListOf(parse(text.substring(5, text.length() - 1)));
    }
    if (text.startsWith("map<") && text.endsWith(">")) {
      return new MapOf(parse(text.substring(4, text.length() - 1)));
    }
    int colon = text.indexOf(':');
    if (colon > 0 && colon < text.length() - 1) {
      return parseNamed(text, text.substring(0, colon), text.substring(colon + 1));
    }
    for (Scalar scalar : Scalar.values()) {
      if (scalar.toString().equals(text)) {
        return scalar;
      }
    }
    if (!text.isEmpty() && Character.isUpperCase(text.charAt(0)) && colon < 0) {
      return new Kubernetes(text);
    }
    throw new IllegalArgumentException(text + " is no type of the tables");
  }

  private static ValueType parseNamed(String text, String kind, String name) {
    return switch (kind) {
      case "k8s" -> new Kubernetes(name);
      case "manifest" -> new Manifest(name);
      case "struct" -> new Struct(name);
      case "enum" -> new EnumOf(name);
      default -> throw new IllegalArgumentException(text + " is no type of the tables");
    };
  }
}
