package io.github.tidydag.spec;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.tables.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables into what is tagged {@code !vars}: {@code ${name}} becomes the variable, {@code
 * $$} a dollar sign. Untagged text keeps its dollars.
 */
final class Variables {
  private static final String TAG = "!vars";
  private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$|\\{([^}]*)(\\}?))");

  private final Map<String, String> vars;
  private final Problems problems;

  Variables(Map<String, String> vars, Problems problems) {
    this.vars = vars;
    this.problems = problems;
  }

  /** The same tree with its variables in place. */
  Node apply(Node node) {
    if (node.tag().equals(TAG) && !(node instanceof Node.Scalar)) {
      problems.error(node.at(), node.describe(), "is no text, and !vars takes one; tag its values");
      return new Node.Scalar(node.at(), "", Node.Kind.TEXT, "");
    }
    if (node instanceof Node.Mapping mapping) {
      List<Node.Entry> entries = new ArrayList<>();
      for (Node.Entry entry : mapping.entries()) {
        entries.add(new Node.Entry(entry.key(), apply(entry.value())));
      }
      return new Node.Mapping(mapping.at(), mapping.tag(), entries);
    }
    if (node instanceof Node.Sequence sequence) {
      return new Node.Sequence(
          sequence.at(), sequence.tag(), sequence.items().stream().map(this::apply).toList());
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return scalar.tag().equals(TAG)
        ? new Node.Scalar(scalar.at(), "", Node.Kind.TEXT, expand(scalar))
        : scalar;
  }

  private String expand(Node.Scalar scalar) {
    Matcher matcher = REFERENCE.matcher(scalar.text());
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String replacement = "$";
      if (name != null && matcher.group(2).isEmpty()) {
        problems.error(
            scalar.at(), "${" + name, "is never closed; write ${name}, or $$ for a dollar sign");
      } else if (name != null) {
        String value = vars.get(name);
        if (value == null) {
          problems.error(
              scalar.at(),
              "${" + name + "}",
              "no such variable"
                  + (vars.isEmpty()
                      ? "; set it under vars in .tidydag.yaml, in a profile or in the spec"
                      : Spelling.nearest(name, vars.keySet())
                          .map(n -> "; did you mean " + n + "?")
                          .orElse("; there are " + String.join(", ", vars.keySet()))));
          value = "";
        }
        replacement = value;
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
    }
    return matcher.appendTail(out).toString();
  }
}
