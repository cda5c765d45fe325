package io.github.tidydag.render;

import java.util.List;

/** What {@code application.yaml.ftl} sees: a SparkApplication. */
public record ApplicationView(
    List<Source> header, String apiVersion, BlockView metadata, BlockView spec) {

  /** A subtree. */
  public record BlockView(Object tree) {
    /** The subtree in block style, its lines indented by so many columns. */
    public Source at(int indent) {
      return Source.yaml(YamlText.block(tree, indent));
    }
  }
}
