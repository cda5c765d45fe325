package io.github.tidydag.render;

import io.github.tidydag.source.YamlWriter;
import io.github.tidydag.spec.Trees;
import org.jspecify.annotations.Nullable;

/** YAML source of trees of maps, lists, text, numbers, booleans and null. */
public final class YamlText {
  private YamlText() {}

  /** A text on one line. */
  static String scalar(String text) {
    return YamlWriter.line(text);
  }

  /** A tree whose lines start at a column. */
  public static String block(@Nullable Object tree, int indent) {
    return YamlWriter.block(Trees.node(tree), indent).stripTrailing();
  }
}
