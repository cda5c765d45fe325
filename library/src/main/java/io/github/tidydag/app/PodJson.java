package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Text;
import io.github.tidydag.spec.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of a spec, and templates, as the JSON that Airflow makes of them. */
final class PodJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern TRUTH_1_1 = Pattern.compile("(?i)yes|on|(no|off)");
  private static final Pattern OCTAL_1_1 = Pattern.compile("([-+]?)0([0-7]+)");

  private final List<String> unknown;

  /**
   * @param unknown where to say what is known only when Airflow reads the DAG
   */
  PodJson(List<String> unknown) {
    this.unknown = unknown;
  }

  /** A value; code is shown in angle brackets. */
  JsonNode of(Value value) {
    if (value instanceof Value.Text text) {
      return NODES.textNode(text.text());
    }
    if (value instanceof Value.Whole whole) {
      return number(whole.number());
    }
    if (value instanceof Value.Fraction fraction) {
      return NODES.numberNode(fraction.number());
    }
    if (value instanceof Value.Truth truth) {
      return NODES.booleanNode(truth.value());
    }
    if (value instanceof Value.Items items) {
      ArrayNode list = NODES.arrayNode();
      items.items().forEach(item -> list.add(of(item)));
      return list;
    }
    if (value instanceof Value.Dict dict) {
      return object(dict.entries());
    }
    if (value instanceof Value.KubernetesObject object) {
      return object(object.fields());
    }
    if (value instanceof Value.Instance instance) {
      return object(instance.arguments());
    }
    if (value instanceof Value.Span span) {
      return NODES.numberNode(span.duration().toSeconds());
    }
    if (value instanceof Value.Imported imported) {
      return code(imported.at(), imported.dotted());
    }
    if (value instanceof Value.Code code) {
      return code(code.at(), code.expression());
    }
    if (value instanceof Value.Output output) {
      return code(output.at(), "output of " + output.taskId());
    }
    if (value instanceof Value.Moment moment) {
      return NODES.textNode(moment.local().atZone(moment.zone()).toOffsetDateTime().toString());
    }
    if (value instanceof Value.Asset asset) {
      return NODES.textNode(asset.uri());
    }
    return value instanceof Value.File file ? NODES.textNode(file.path()) : NODES.nullNode();
  }

  private ObjectNode object(List<Value.Entry> entries) {
    ObjectNode object = NODES.objectNode();
    entries.forEach(e -> object.set(e.name(), of(e.value())));
    return object;
  }

  private JsonNode code(Location at, String what) {
    String shown = "<" + what + ">";
    unknown.add(at + " " + Text.shorten(shown, 80) + ": is known only when Airflow reads the DAG");
    return NODES.textNode(shown);
  }

  /** A template as PyYAML reads it, which is YAML 1.1: 0644 is octal, an unquoted yes is true. */
  static JsonNode template(Node node) {
    if (node instanceof Node.Mapping mapping) {
      ObjectNode object = NODES.objectNode();
      mapping.entries().forEach(e -> object.set(e.name(), template(e.value())));
      return object;
    }
    if (node instanceof Node.Sequence sequence) {
      ArrayNode list = NODES.arrayNode();
      sequence.items().forEach(item -> list.add(template(item)));
      return list;
    }
    Node.Scalar scalar = (Node.Scalar) node;
    String text = scalar.text();
    return switch (scalar.kind()) {
      case NULL -> NODES.nullNode();
      case BOOLEAN -> NODES.booleanNode(text.equalsIgnoreCase("true"));
      case INTEGER -> integer(text);
      case DECIMAL -> decimal(text);
      case TEXT -> {
        Matcher truth = TRUTH_1_1.matcher(text);
        yield truth.matches() && isPlain(scalar)
            ? NODES.booleanNode(truth.group(1) == null)
            : NODES.textNode(text);
      }
    };
  }

  /** Without quotes, a text takes as many columns as it has characters. */
  private static boolean isPlain(Node.Scalar scalar) {
    Location at = scalar.at();
    return at.line() == at.endLine() && at.endColumn() - at.column() == scalar.text().length();
  }

  private static JsonNode integer(String text) {
    Matcher octal = OCTAL_1_1.matcher(text);
    if (octal.matches()) {
      return number(new BigInteger(octal.group(1) + octal.group(2), 8));
    }
    if (text.startsWith("0o")) {
      return NODES.textNode(text);
    }
    return number(
        text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text));
  }

  private static JsonNode decimal(String text) {
    try {
      return NODES.numberNode(new BigDecimal(text));
    } catch (NumberFormatException infinite) {
      return NODES.numberNode(
          text.toLowerCase(java.util.Locale.ROOT).contains("nan")
              ? Double.NaN
              : text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
  }

  private static JsonNode number(BigInteger number) {
    return number.bitLength() < Long.SIZE
        ? number.bitLength() < Integer.SIZE
            ? NODES.numberNode(number.intValue())
            : NODES.numberNode(number.longValue())
        : NODES.numberNode(number);
  }
}
