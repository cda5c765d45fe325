package io.github.tidydag.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * A Python expression. Text becomes a literal by construction: the only ways to other source are
 * {@link Name}, which must be a dotted identifier, and {@link Code}, which a user wrote as code.
 */
public sealed interface PyExpr {

  /** A string literal. */
  record Str(String text) implements PyExpr {}

  /** A whole number. */
  record Int(BigInteger value) implements PyExpr {}

  /** A number with a fraction or exponent. */
  record Decimal(BigDecimal value) implements PyExpr {}

  /** {@code True}, {@code False} or {@code None}. */
  enum Constant implements PyExpr {
    TRUE("True"),
    FALSE("False"),
    NONE("None");

    private final String source;

    Constant(String source) {
      this.source = source;
    }

    String source() {
      return source;
    }

    public static Constant of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  /** A dotted name. */
  record Name(String dotted) implements PyExpr {
    public Name {
      if (!PyNames.isDotted(dotted)) {
        throw new IllegalArgumentException("not a Python name: " + dotted);
      }
    }
  }

  /** Source that a user wrote as an expression; it is checked where it enters. */
  record Code(String source) implements PyExpr {}

  /** {@code [a, b]}. */
  record PyList(List<PyExpr> items) implements PyExpr {
    public PyList {
      items = List.copyOf(items);
    }
  }

  /** {@code {"a": b}}, in this order. */
  record PyDict(List<Item> items) implements PyExpr {
    public PyDict {
      items = List.copyOf(items);
    }
  }

  /** A key and value of a dict. */
  record Item(PyExpr key, PyExpr value) {}

  /** {@code callee(a, name=b)}. */
  record Call(PyExpr callee, List<Argument> arguments) implements PyExpr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** A call of a dotted name. */
    public static Call of(String callee, Argument... arguments) {
      return new Call(new Name(callee), List.of(arguments));
    }
  }

  /** {@code value.name}, such as the method of a call. */
  record Member(PyExpr value, String name) implements PyExpr {
    public Member {
      if (!PyNames.isIdentifier(name)) {
        throw new IllegalArgumentException("not a Python identifier: " + name);
      }
    }
  }

  /** An argument; {@code name} is empty for a positional one. */
  record Argument(String name, PyExpr value) {
    public Argument {
      if (!name.isEmpty() && !PyNames.isIdentifier(name)) {
        throw new IllegalArgumentException("not a Python identifier: " + name);
      }
    }

    public static Argument positional(PyExpr value) {
      return new Argument("", value);
    }
  }

  static PyExpr of(String text) {
    return new Str(text);
  }

  static PyExpr of(long value) {
    return new Int(BigInteger.valueOf(value));
  }
}
