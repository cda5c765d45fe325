package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pod templates of a document. */
final class TemplateBlocks {
  /**
   * A pod template.
   *
   * @param pod what has it: the driver, the executor or the server
   * @param owner the name of that, as the resource calls it
   */
  record Template(Block pod, String owner, Block template) {}

  private TemplateBlocks() {}

  static List<Template> of(Document document) {
    return switch (document.kind()) {
      case SPARK_APPLICATION, SCHEDULED_SPARK_APPLICATION ->
          of(document.application(), "template", "driver", "executor");
      case SPARK_CONNECT ->
          of(Block.of(document.root().entry("spec")), "template", "server", "executor");
      case APACHE_SPARK_APPLICATION ->
          of(
              Block.of(document.root().entry("spec")),
              "podTemplateSpec",
              "driverSpec",
              "executorSpec");
      default -> List.of();
    };
  }

  private static List<Template> of(Optional<Block> spec, String key, String... owners) {
    List<Template> found = new ArrayList<>();
    for (String owner : owners) {
      spec.flatMap(s -> s.block(owner))
          .ifPresent(
              pod -> pod.block(key).ifPresent(body -> found.add(new Template(pod, owner, body))));
    }
    return found;
  }
}
