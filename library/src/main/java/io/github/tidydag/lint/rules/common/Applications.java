package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import java.util.Optional;

/** The specs of applications, whichever operator they are for. */
final class Applications {
  private Applications() {}

  /** What holds {@code sparkConf}. */
  static Optional<Block> spec(Document document) {
    return document.application().or(() -> other(document));
  }

  private static Optional<Block> other(Document document) {
    return switch (document.kind()) {
      case SPARK_CONNECT, APACHE_SPARK_APPLICATION, APACHE_SPARK_CLUSTER ->
          Block.of(document.root().entry("spec"));
      default -> Optional.empty();
    };
  }
}
