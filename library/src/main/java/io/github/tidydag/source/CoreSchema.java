package io.github.tidydag.source;

/** What YAML 1.2's core schema makes of text without quotes. By hand: each value passes here. */
final class CoreSchema {
  private CoreSchema() {}

  /** What a text without quotes is. */
  static Node.Kind kind(String text) {
    if (text.isEmpty()) {
      return Node.Kind.NULL;
    }
    return switch (text.charAt(0)) {
      case 't', 'T', 'f', 'F' -> isBoolean(text) ? Node.Kind.BOOLEAN : Node.Kind.TEXT;
      case '~', 'n', 'N' -> isNothing(text) ? Node.Kind.NULL : Node.Kind.TEXT;
      case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        if (isInteger(text)) {
          yield Node.Kind.INTEGER;
        }
        yield isDecimal(text) ? Node.Kind.DECIMAL : Node.Kind.TEXT;
      }
      default -> Node.Kind.TEXT;
    };
  }

  /** What a core tag calls a text; text for the tags of others. */
  static Node.Kind kindOfTag(String name) {
    return switch (name) {
      case "int" -> Node.Kind.INTEGER;
      case "float" -> Node.Kind.DECIMAL;
      case "bool" -> Node.Kind.BOOLEAN;
      case "null" -> Node.Kind.NULL;
      default -> Node.Kind.TEXT;
    };
  }

  /** Whether a text is what an explicit tag calls it. */
  static boolean allows(Node.Kind kind, String text) {
    return switch (kind) {
      case TEXT -> true;
      case INTEGER -> isInteger(text);
      case DECIMAL -> isDecimal(text);
      case BOOLEAN -> isBoolean(text);
      case NULL -> isNothing(text);
    };
  }

  private static boolean isBoolean(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "false", "False", "FALSE" -> true;
      default -> false;
    };
  }

  private static boolean isNothing(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> true;
      default -> false;
    };
  }

  private static boolean isInteger(String text) {
    if (text.startsWith("0o")) {
      return isAll(text, 2, 8);
    }
    return text.startsWith("0x") ? isAll(text, 2, 16) : isAll(text, afterSign(text, 0), 10);
  }

  private static boolean isAll(String text, int from, int radix) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 'f' || Character.digit(c, radix) < 0) {
        return false;
      }
    }
    return from < text.length();
  }

  private static boolean isDecimal(String text) {
    int start = afterSign(text, 0);
    int dot = afterDigits(text, start);
    int end = dot;
    int digits = dot - start;
    if (dot < text.length() && text.charAt(dot) == '.') {
      end = afterDigits(text, dot + 1);
      digits += end - dot - 1;
    }
    if (digits == 0) {
      return isSpecial(text);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = afterSign(text, end + 1);
      end = afterDigits(text, exponent);
      return end > exponent && end == text.length();
    }
    return end == text.length();
  }

  private static boolean isSpecial(String text) {
    return switch (text) {
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" -> true;
      case ".nan", ".NaN", ".NAN" -> true;
      default -> false;
    };
  }

  private static int afterSign(String text, int from) {
    boolean isSign = from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+');
    return isSign ? from + 1 : from;
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
