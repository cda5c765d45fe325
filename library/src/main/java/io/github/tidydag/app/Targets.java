package io.github.tidydag.app;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.tables.Version;
import java.util.List;

/** Targets as a user gives them beside the configuration. */
final class Targets {
  private static final String VERSION = "\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}";

  private Targets() {}

  /**
   * The targets.
   *
   * @param texts such as {@code 3.3.2/10.25.0}
   * @throws TidydagException if one is none, or a pair cannot be
   */
  static List<Target> parse(List<String> texts, Tables tables) {
    return texts.stream().map(text -> parse(text, tables)).toList();
  }

  private static Target parse(String text, Tables tables) {
    if (!text.matches(VERSION + "/" + VERSION)) {
      throw TidydagException.configuration(
          "--target " + text + ": is no target; write AIRFLOW/PROVIDER, such as 3.3.2/10.25.0");
    }
    String[] parts = text.split("/", -1);
    Target target = new Target(Version.parse(parts[0]), Version.parse(parts[1]));
    target
        .impossible(tables.operators(), tables.core())
        .ifPresent(
            reason -> {
              throw TidydagException.configuration("--target " + text + ": " + reason);
            });
    return target;
  }
}
