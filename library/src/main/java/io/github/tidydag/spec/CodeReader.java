package io.github.tidydag.spec;

import io.github.tidydag.python.PyNames;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tags through which Python enters a spec; every other tag is refused. */
final class CodeReader {
  private final Problems problems;

  CodeReader(Problems problems) {
    this.problems = problems;
  }

  /** The value of a tagged node; empty for an untagged one and, with an error, for a bad one. */
  Optional<Value> read(Node node) {
    return switch (node.tag()) {
      case "" -> Optional.empty();
      case "!import" -> importOf(node);
      case "!python" -> pythonOf(node);
      case "!output" -> outputOf(node);
      default -> {
        problems.error(
            node.at(), node.tag(), "is no tag here; there are !vars, !import, !python and !output");
        yield Optional.empty();
      }
    };
  }

  private Optional<Value> importOf(Node node) {
    if (node instanceof Node.Scalar scalar
        && PyNames.isDotted(scalar.text())
        && scalar.text().contains(".")) {
      return Optional.of(new Value.Imported(scalar.at(), scalar.text()));
    }
    problems.error(
        node.at(), node.describe(), "is nothing to import; write !import package.module.name");
    return Optional.empty();
  }

  private Optional<Value> pythonOf(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      problems.error(
          node.at(),
          node.describe(),
          "is no expression; write !python {expr: ..., imports: [...]}");
      return Optional.empty();
    }
    Fields fields = new Fields(mapping, problems);
    Optional<String> expr = fields.text("expr");
    List<String> imports = new ArrayList<>();
    for (String name : fields.texts("imports")) {
      if (PyNames.isDotted(name) && name.contains(".")) {
        imports.add(name);
      } else {
        problems.error(mapping.at(), name, "is nothing to import; write package.module.name");
      }
    }
    fields.rejectOthers("!python");
    if (expr.isEmpty() || expr.get().isBlank() || !isOneExpression(expr.get())) {
      problems.error(
          node.at(),
          expr.orElse("!python"),
          "needs expr, one Python expression on one line with its brackets and quotes closed");
      return Optional.empty();
    }
    return Optional.of(new Value.Code(node.at(), expr.get().strip(), imports));
  }

  private Optional<Value> outputOf(Node node) {
    if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
      return Optional.of(new Value.Output(scalar.at(), scalar.text()));
    }
    problems.error(node.at(), node.describe(), "is no task; write !output task_id");
    return Optional.empty();
  }

  /**
   * True if the text cannot end the call that it is put into: brackets and quotes are closed, no
   * comment and no line break. Whether it is an expression, Python says.
   */
  static boolean isOneExpression(String text) {
    List<Character> open = new ArrayList<>();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || (c < 0x20 && c != '\t')) {
        return false;
      }
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        open.add(c == '(' ? ')' : c == '[' ? ']' : '}');
      } else if (c == ')' || c == ']' || c == '}') {
        if (open.isEmpty() || open.remove(open.size() - 1) != c) {
          return false;
        }
      } else if (c == '#' || (open.isEmpty() && (c == ',' || c == ';' || isAssignment(text, i)))) {
        return false;
      }
    }
    return quote == 0 && open.isEmpty();
  }

  private static boolean isAssignment(String text, int i) {
    return text.charAt(i) == '='
        && (i + 1 == text.length() || text.charAt(i + 1) != '=')
        && (i == 0 || "=!<>".indexOf(text.charAt(i - 1)) < 0);
  }
}
