package io.github.tidydag.python;

import io.github.tidydag.python.PyExpr.Argument;
import io.github.tidydag.python.PyExpr.Item;
import io.github.tidydag.text.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays expressions out as {@code ruff format} leaves them: what fits the line stays on it, what
 * does not goes one item a line with a trailing comma.
 */
public final class PyWriter {
  /** The default line length of ruff and black, in columns. */
  public static final int WIDTH = 88;

  private PyWriter() {}

  /**
   * Source of an expression that starts on a line indented by {@code indent}.
   *
   * @param indent the columns before the line's first character; further lines are indented from it
   * @param before columns of this line taken before the expression, without the indent
   * @param after columns of its last line taken after the expression
   */
  public static String write(PyExpr expr, int indent, int before, int after) {
    String flat = flat(expr);
    if (indent + before + DisplayWidth.of(flat) + after <= WIDTH) {
      return flat;
    }
    return exploded(expr, indent, before, flat);
  }

  /** {@code name=value,} or {@code value,} as one of the lines of an exploded call. */
  public static String line(Argument argument, int indent) {
    String prefix = argument.name().isEmpty() ? "" : argument.name() + "=";
    return prefix + write(argument.value(), indent, prefix.length(), 1) + ",";
  }

  /** Source on one line. */
  public static String flat(PyExpr expr) {
    if (expr instanceof PyExpr.Str str) {
      return PyString.literal(str.text());
    }
    if (expr instanceof PyExpr.Int number) {
      return number.value().toString();
    }
    if (expr instanceof PyExpr.Decimal number) {
      return decimal(number);
    }
    if (expr instanceof PyExpr.Constant constant) {
      return constant.source();
    }
    if (expr instanceof PyExpr.Name name) {
      return name.dotted();
    }
    if (expr instanceof PyExpr.Code code) {
      return code.source();
    }
    if (expr instanceof PyExpr.Member member) {
      return flat(member.value()) + "." + member.name();
    }
    Brackets brackets = brackets(expr);
    String inside = String.join(", ", brackets.items().stream().map(PyWriter::flatItem).toList());
    return brackets.open() + inside + brackets.close();
  }

  /** Text of several lines as a literal for each, which Python joins: a script stays readable. */
  private static String lines(String text, int indent) {
    List<String> literals = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      literals.add(PyString.literal(text.substring(start, end + 1)));
      start = end + 1;
    }
    if (start < text.length()) {
      literals.add(PyString.literal(text.substring(start)));
    }
    return String.join("\n" + " ".repeat(indent), literals);
  }

  private static String decimal(PyExpr.Decimal number) {
    String plain = number.value().toString().replace("E+", "e").replace('E', 'e');
    return plain.contains("e") || plain.contains(".") ? plain : plain + ".0";
  }

  private static String exploded(PyExpr expr, int indent, int before, String flat) {
    if (expr instanceof PyExpr.Str str) {
      return lines(str.text(), indent);
    }
    if (expr instanceof PyExpr.Member member && member.value() instanceof PyExpr.Call call) {
      return exploded(call, indent, before, flat(call)) + "." + member.name();
    }
    if (expr instanceof PyExpr.Call call
        && call.arguments().isEmpty()
        && call.callee() instanceof PyExpr.Member) {
      return exploded(call.callee(), indent, before, flat(call.callee())) + "()";
    }
    if (!isBracketed(expr)) {
      return flat;
    }
    Brackets brackets = brackets(expr);
    if (brackets.items().isEmpty()) {
      return flat;
    }
    StringBuilder out = new StringBuilder(brackets.openAt(indent, before)).append('\n');
    int inner = indent + 4;
    for (Object item : brackets.items()) {
      out.append(" ".repeat(inner));
      if (item instanceof Argument argument) {
        out.append(line(argument, inner));
      } else if (item instanceof Item pair) {
        String key = flat(pair.key()) + ": ";
        out.append(key).append(write(pair.value(), inner, DisplayWidth.of(key), 1)).append(',');
      } else {
        out.append(write((PyExpr) item, inner, 0, 1)).append(',');
      }
      out.append('\n');
    }
    return out.append(" ".repeat(indent)).append(brackets.close()).toString();
  }

  private static boolean isBracketed(PyExpr expr) {
    return expr instanceof PyExpr.PyList
        || expr instanceof PyExpr.PyDict
        || expr instanceof PyExpr.Call;
  }

  private static Brackets brackets(PyExpr expr) {
    if (expr instanceof PyExpr.PyList list) {
      return new Brackets(null, "[", new ArrayList<>(list.items()), "]");
    }
    if (expr instanceof PyExpr.PyDict dict) {
      return new Brackets(null, "{", new ArrayList<>(dict.items()), "}");
    }
    PyExpr.Call call = (PyExpr.Call) expr;
    return new Brackets(call.callee(), "(", new ArrayList<>(call.arguments()), ")");
  }

  private static String flatItem(Object item) {
    if (item instanceof Argument argument) {
      return (argument.name().isEmpty() ? "" : argument.name() + "=") + flat(argument.value());
    }
    if (item instanceof Item pair) {
      return flat(pair.key()) + ": " + flat(pair.value());
    }
    return flat((PyExpr) item);
  }

  private record Brackets(
      @org.jspecify.annotations.Nullable PyExpr callee,
      String bracket,
      List<Object> items,
      String close) {
    String open() {
      return (callee == null ? "" : flat(callee)) + bracket;
    }

    String openAt(int indent, int before) {
      return (callee == null ? "" : write(callee, indent, before, 1)) + bracket;
    }
  }
}
