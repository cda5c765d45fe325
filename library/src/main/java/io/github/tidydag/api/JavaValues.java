package io.github.tidydag.api;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Node.Entry;
import io.github.tidydag.source.Node.Kind;
import io.github.tidydag.source.YamlWriter;
import io.github.tidydag.spec.Durations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of Java as a spec writes them. */
final class JavaValues {
  private static final Location NOWHERE = Location.startOf("");

  private JavaValues() {}

  /**
   * The value as a tree.
   *
   * @param key where it is for, for a message
   * @throws IllegalArgumentException if a spec has no such value
   */
  static Node of(String key, @Nullable Object value) {
    if (value == null) {
      return new Node.Scalar(NOWHERE, "", Kind.NULL, "null");
    }
    if (value instanceof Map<?, ?> map) {
      return mapping(key, map);
    }
    if (value instanceof Collection<?> values) {
      List<Node> items = new ArrayList<>();
      ordered(key, values).forEach(item -> items.add(of(key, item)));
      return new Node.Sequence(NOWHERE, "", items);
    }
    return value instanceof Python python ? python(python) : scalar(key, value);
  }

  /** A set without an order has another one in each JVM: it gets that of its texts. */
  private static Collection<?> ordered(String key, Collection<?> values) {
    if (!(values instanceof Set)
        || values instanceof LinkedHashSet
        || values instanceof SortedSet) {
      return values;
    }
    return values.stream()
        .sorted(Comparator.comparing(value -> YamlWriter.line(of(key, value))))
        .toList();
  }

  /** In the order of the map; of one that has none, in that of the keys. */
  private static Node.Mapping mapping(String key, Map<?, ?> map) {
    for (Object name : map.keySet()) {
      if (!(name instanceof String)) {
        throw new IllegalArgumentException(key + ": " + name + " is no key; keys are texts");
      }
    }
    boolean isOrdered = map instanceof LinkedHashMap || map instanceof SortedMap;
    List<Entry> entries = new ArrayList<>();
    (isOrdered ? map : new TreeMap<>(map))
        .forEach(
            (name, value) -> {
              String text = String.valueOf(name);
              entries.add(Entry.of(NOWHERE, text, of(key + "." + text, value)));
            });
    return new Node.Mapping(NOWHERE, "", entries);
  }

  private static Node python(Python python) {
    if (python.isName()) {
      return new Node.Scalar(NOWHERE, "!import", Kind.TEXT, python.expression());
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("expr", python.expression());
    keys.put("imports", python.imports());
    return new Node.Mapping(NOWHERE, "!python", mapping("!python", keys).entries());
  }

  private static Node scalar(String key, Object value) {
    if (value instanceof Boolean) {
      return new Node.Scalar(NOWHERE, "", Kind.BOOLEAN, value.toString());
    }
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof BigInteger) {
      return new Node.Scalar(NOWHERE, "", Kind.INTEGER, value.toString());
    }
    if (value instanceof BigDecimal
        || (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float small && Float.isFinite(small))) {
      return new Node.Scalar(NOWHERE, "", Kind.DECIMAL, value.toString());
    }
    if (value instanceof Duration duration) {
      if (duration.isNegative() || !duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException(key + ": " + duration + " is not in whole seconds");
      }
      return Node.Scalar.text(NOWHERE, Durations.format(duration));
    }
    if (value instanceof CharSequence
        || value instanceof LocalDate
        || value instanceof LocalDateTime
        || value instanceof OffsetDateTime) {
      return Node.Scalar.text(NOWHERE, value.toString());
    }
    throw new IllegalArgumentException(
        key
            + ": a spec has no "
            + value.getClass().getName()
            + "; give a text, number, truth, date, Duration, list, map or Python");
  }
}
