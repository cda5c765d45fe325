package io.github.tidydag.fuzz;

import io.github.tidydag.lint.SourceText;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlComments;
import io.github.tidydag.source.YamlReader;

/** Jinja is masked in place, and YAML is read: each node stands where its text stands. */
public final class YamlTarget {
  private static final String STARTS = "\"'|>&!*";

  private YamlTarget() {}

  /** Jazzer calls it with each text. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Oracle.inTime(() -> check(Oracle.text(bytes)));
  }

  private static void check(String text) {
    String masked = JinjaMask.mask(text);
    SourceText source = new SourceText("f", masked);
    Oracle.holds(masked.length() == text.length(), () -> "masking moves what comes after");
    Oracle.holds(
        source.lines() == new SourceText("f", text).lines(), () -> "masking adds or removes lines");
    Problems problems = new Problems();
    YamlReader.readEach("f", masked, problems).forEach(node -> check(source, node));
    problems.sorted().forEach(problem -> Oracle.isInside(source, problem.at()));
    YamlReader.readOne("f", masked, new Problems());
    YamlComments.of("f", masked)
        .forEach(
            comment -> {
              Oracle.isInside(source, comment);
              Oracle.holds(source.at(comment).startsWith("#"), () -> comment + " is no comment");
            });
  }

  private static void check(SourceText source, Node node) {
    Oracle.isInside(source, node.at());
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        check(source, entry.key());
        check(source, entry.value());
      }
    } else if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> check(source, item));
    } else if (node instanceof Node.Scalar scalar && node.at().line() == node.at().endLine()) {
      String written = source.at(node.at());
      boolean isBare = written.isEmpty() || STARTS.indexOf(written.charAt(0)) < 0;
      Oracle.holds(
          !isBare || written.equals(scalar.text()),
          () -> node.at() + " is not where " + scalar.text() + " stands, but " + written);
    }
  }
}
