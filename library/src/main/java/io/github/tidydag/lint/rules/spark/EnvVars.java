package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.TextEdit;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Variables in a field that is deprecated. */
final class EnvVars extends ApplicationRule {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  EnvVars() {
    super(
        "SPK171",
        "env-vars",
        Severity.WARNING,
        "Variables stand in `envVars`, which is deprecated",
        """
        The operator calls `envVars` deprecated since v1beta2 and means to remove it. `env` is the list that
        pods have everywhere, and takes values from Secrets and ConfigMaps, too; it needs the operator's
        webhook, which is on by default since 2.0.
        """,
        "Write `env: [{name: KEY, value: VALUE}]`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : Values.PODS) {
      Optional<Block> block = spec.block(pod);
      Optional<Node.Entry> vars = block.isEmpty() ? Optional.empty() : block.get().find("envVars");
      if (vars.isPresent()) {
        sink.key(
            vars.get(),
            "is deprecated; write env, a list of name and value",
            asList(document, block.get(), vars.get()));
      }
    }
  }

  /** Each {@code KEY: value} on a line of its own becomes an item of two lines. */
  private static @Nullable Fix asList(Document document, Block pod, Node.Entry vars) {
    if (pod.has("env")
        || !(vars.value() instanceof Node.Mapping mapping)
        || mapping.entries().isEmpty()
        || !document.source().at(vars.key().at()).equals("envVars")) {
      return null;
    }
    List<TextEdit> edits = new ArrayList<>();
    edits.add(Edits.rename(vars, "env"));
    int line = vars.key().at().line();
    for (Node.Entry entry : mapping.entries()) {
      boolean plain =
          entry.key().at().line() > line
              && entry.value() instanceof Node.Scalar
              && entry.value().at().line() == entry.key().at().line()
              && NAME.matcher(document.source().at(entry.key().at())).matches();
      if (!plain) {
        return null;
      }
      line = entry.key().at().line();
      String indent = " ".repeat(entry.key().at().column() + 1);
      edits.add(Edits.rename(entry, "- name: " + entry.name() + "\n" + indent + "value"));
    }
    return new Fix("write env", false, edits);
  }
}
