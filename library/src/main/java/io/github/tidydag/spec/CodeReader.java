package io.github.tidydag.spec;

import io.github.tidydag.python.PyNames;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tags through which Python enters a spec; every other tag is refused. */
final class CodeReader {
  private static final Set<String> OURS = Set.of("dag", "RUN", "pendulum");

  private final Map<String, String> names = new HashMap<>();
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
        imported(name, mapping);
        imports.add(name);
      } else {
        problems.error(mapping.at(), name, "is nothing to import; write package.module.name");
      }
    }
    fields.rejectOthers("!python");
    if (expr.isEmpty() || expr.get().isBlank() || !PyExpression.isOne(expr.get())) {
      problems.error(
          node.at(),
          expr.orElse("!python"),
          "needs expr, one Python expression on one line: brackets and quotes closed; outside of"
              + " brackets no comma and no =, nowhere a comment, a ; or triple quotes");
      return Optional.empty();
    }
    return Optional.of(new Value.Code(node.at(), expr.get().strip(), imports));
  }

  /** An expression names what it imports by the last part, which must mean one thing in a file. */
  private void imported(String dotted, Node at) {
    String name = dotted.substring(dotted.lastIndexOf('.') + 1);
    String before = names.putIfAbsent(name, dotted);
    if (OURS.contains(name)) {
      problems.error(at.at(), dotted, "is called as a variable of the generated file; rename it");
    } else if (!PyNames.identifierFor(name).equals(name)) {
      problems.error(
          at.at(),
          dotted,
          "would hide what Python itself calls "
              + name
              + " from the whole file; import it under another name in a module of yours");
    } else if (before != null && !before.equals(dotted)) {
      problems.error(
          at.at(),
          dotted,
          "is called as "
              + before
              + " is, and a file has one "
              + name
              + "; import one of them under another name in a module of yours");
    }
  }

  private Optional<Value> outputOf(Node node) {
    if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
      return Optional.of(new Value.Output(scalar.at(), scalar.text()));
    }
    problems.error(node.at(), node.describe(), "is no task; write !output task_id");
    return Optional.empty();
  }
}
