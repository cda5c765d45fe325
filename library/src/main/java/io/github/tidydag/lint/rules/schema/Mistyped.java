package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.ResourceFields;
import io.github.tidydag.spark.SparkField;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.tables.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of another kind than their key needs, and how to write them. */
final class Mistyped {
  private Mistyped() {}

  /** Whether a scalar of a kind may stand where a type is needed. */
  static boolean accepts(ValueType type, Node.Kind kind) {
    if (!(type instanceof ValueType.Scalar scalar)) {
      return true;
    }
    return switch (scalar) {
      case STR, DATETIME -> kind == Node.Kind.TEXT;
      case INT -> kind == Node.Kind.INTEGER;
      case BOOL -> kind == Node.Kind.BOOLEAN;
      case FLOAT -> kind == Node.Kind.INTEGER || kind == Node.Kind.DECIMAL;
      case INT_OR_STRING, OBJECT -> kind == Node.Kind.TEXT || kind == Node.Kind.INTEGER;
      default -> true;
    };
  }

  /** Whether a value is of the shape that a type has: a mapping, a list or one value. */
  static boolean fits(ValueType type, Node node) {
    if (node instanceof Node.Scalar scalar && JinjaMask.isIn(scalar.text())) {
      return true;
    }
    if (type instanceof ValueType.ListOf list) {
      return node instanceof Node.Sequence sequence
          && sequence.items().stream().allMatch(item -> fits(list.item(), item));
    }
    if (type instanceof ValueType.MapOf map) {
      return node instanceof Node.Mapping body
          && body.entries().stream().allMatch(entry -> fits(map.value(), entry.value()));
    }
    if (type instanceof ValueType.Scalar scalar && scalar != ValueType.Scalar.DICT) {
      return node instanceof Node.Scalar value && accepts(scalar, value.kind());
    }
    return node instanceof Node.Mapping;
  }

  /** Something else where a part of the resource is needed. */
  static void notMapping(
      Document document, Sink sink, ResourceFields fields, Node.Entry owner, Node node) {
    Optional<SparkField> type = fields.find("type").filter(field -> !field.values().isEmpty());
    Optional<String> meant =
        node instanceof Node.Scalar scalar
            ? type.flatMap(field -> sameButForCase(field, scalar.text()))
            : Optional.empty();
    if (meant.isPresent()) {
      String write = "{type: " + meant.get() + "}";
      sink.under(Infos.WRONG_TYPE)
          .value(
              node,
              "stands where %s needs a mapping; write %s: %s"
                  .formatted(owner.name(), owner.name(), write),
              new Fix("write " + write, true, List.of(Edits.replace(node, write))));
      return;
    }
    String keys = MessageParts.or(fields.byKey().keySet().stream().limit(4).toList());
    sink.under(Infos.WRONG_TYPE)
        .value(
            node,
            "stands where %s needs a mapping; write keys such as %s below it"
                .formatted(owner.name(), keys));
  }

  /** Something else where a list is needed. */
  static void notList(Sink sink, Node.Entry owner, Node node) {
    sink.under(Infos.WRONG_TYPE)
        .value(
            node,
            "stands where %s needs a list; write each item on a line of its own after \"- \""
                .formatted(owner.name()));
  }

  /** Something else where keys of the user's choice are needed. */
  static void notMap(Sink sink, Node.Entry owner, Node node) {
    sink.under(Infos.WRONG_TYPE)
        .value(
            node,
            "stands where %s needs a mapping; write KEY: VALUE lines below it"
                .formatted(owner.name()));
  }

  /** A mapping or a list where one value is needed. */
  static void notScalar(Sink sink, ValueType type, Node.Entry owner, Node node) {
    boolean named = node instanceof Node.Mapping body && body.entry("name").isPresent();
    sink.under(Infos.WRONG_TYPE)
        .value(
            node,
            "stands where %s needs %s; write %s"
                .formatted(owner.name(), words(type), named ? "the name alone" : words(type)));
  }

  /** A scalar of the wrong kind. */
  static void scalar(
      Document document,
      Sink sink,
      ValueType type,
      SparkField field,
      Node.Entry owner,
      Node.Scalar scalar,
      Node.Kind kind) {
    String written = document.source().at(scalar.at());
    if (type != ValueType.Scalar.INT && type != ValueType.Scalar.BOOL) {
      String quoted = "\"" + written + "\"";
      boolean safe = scalar.kind() != Node.Kind.TEXT; // as yes and 1_000 are to us
      Fix fix =
          written.indexOf('\n') < 0 && !written.startsWith("!") && isTaken(field, written)
              ? new Fix("write it in quotes", safe, List.of(Edits.replace(scalar, quoted)))
              : null;
      if (isSecret(owner.name())) {
        sink.under(Infos.UNQUOTED)
            .key(owner, "has %s to YAML, and needs a text; write quotes".formatted(is(kind)), fix);
      } else {
        sink.under(Infos.UNQUOTED)
            .value(
                scalar,
                "is %s to YAML, and a text is needed; write %s".formatted(is(kind), quoted),
                fix);
      }
      return;
    }
    Optional<String> plain = plain(type, scalar);
    sink.under(Infos.WRONG_TYPE)
        .value(
            scalar,
            "is %s, and %s needs %s; write %s"
                .formatted(is(kind), field.name(), words(type), plain.orElse(words(type))),
            fix(scalar, plain));
  }

  /** Whether quotes are all that is missing. */
  private static boolean isTaken(SparkField field, String written) {
    return (field.values().isEmpty() || field.values().contains(written))
        && (field.pattern().isEmpty() || field.pattern().get().matcher(written).find());
  }

  private static @Nullable Fix fix(Node.Scalar scalar, Optional<String> plain) {
    return plain
        .map(text -> new Fix("write " + text, true, List.of(Edits.replace(scalar, text))))
        .orElse(null);
  }

  /** What somebody meant who wrote quotes around a number, or around true or false. */
  private static Optional<String> plain(ValueType type, Node.Scalar scalar) {
    String text = scalar.text().strip();
    if (scalar.kind() != Node.Kind.TEXT || text.isEmpty() || text.length() > 9) {
      return Optional.empty();
    }
    if (type == ValueType.Scalar.BOOL) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on" -> Optional.of("true");
        case "false", "no", "off" -> Optional.of("false");
        default -> Optional.empty();
      };
    }
    return text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.startsWith("0")
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Whether a key may hold what nobody should read in a report; an env's value may, too. */
  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return name.equals("value")
        || name.contains("secret")
        || name.contains("password")
        || name.contains("token")
        || name.contains("credential")
        || name.endsWith("key");
  }

  /** A text that is none of those that a field knows. */
  static void value(Document document, Sink sink, SparkField field, Node.Scalar scalar) {
    Optional<String> same = sameButForCase(field, scalar.text());
    Optional<String> meant =
        same.isPresent() ? same : Spelling.nearest(scalar.text(), field.values());
    sink.under(Infos.UNKNOWN_VALUE)
        .value(
            scalar,
            "is no value of %s; write %s"
                .formatted(
                    field.name(),
                    MessageParts.or(field.values().stream().map(Mistyped::yaml).toList())),
            meant.map(text -> rewriting(document, scalar, text, same.isPresent())).orElse(null));
  }

  /** In the quotes that are there; behind an anchor or a tag, without. */
  private static Fix rewriting(Document document, Node.Scalar scalar, String text, boolean safe) {
    Fix fix = Rewriting.of(document, scalar, text, safe);
    return fix == null
        ? new Fix("write " + text, safe, List.of(Edits.replace(scalar, yaml(text))))
        : fix;
  }

  private static String yaml(String text) {
    return Character.isDigit(text.charAt(0)) ? "\"" + text + "\"" : text;
  }

  private static Optional<String> sameButForCase(SparkField field, String text) {
    return field.values().stream().filter(value -> value.equalsIgnoreCase(text)).findFirst();
  }

  private static String is(Node.Kind kind) {
    return switch (kind) {
      case TEXT -> "a text";
      case INTEGER -> "a number";
      case DECIMAL -> "a number with a fraction";
      case BOOLEAN -> "true or false";
      case NULL -> "nothing";
    };
  }

  static String words(ValueType type) {
    if (type instanceof ValueType.Scalar scalar) {
      return switch (scalar) {
        case INT -> "a whole number";
        case BOOL -> "true or false";
        case FLOAT -> "a number";
        case INT_OR_STRING, OBJECT -> "a number or a text";
        default -> "a text";
      };
    }
    return type instanceof ValueType.ListOf ? "a list" : "a mapping";
  }
}
