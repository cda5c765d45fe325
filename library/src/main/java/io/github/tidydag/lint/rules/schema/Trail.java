package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.tables.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The way to a mapping of a custom resource, as tables write paths.
 *
 * @param step the key that leads here, {@code []} after a list, {@code *} for a map's key
 * @param type what the mapping is
 */
record Trail(@Nullable Trail above, String step, ValueType type) {

  /** The path of a key below, such as {@code spec.driver.env[].name}. */
  String path(String key) {
    StringBuilder path = new StringBuilder();
    append(path);
    return path.append(path.length() == 0 ? "" : ".").append(key).toString();
  }

  /** The path of the mapping; empty for the document. */
  String path() {
    StringBuilder path = new StringBuilder();
    append(path);
    return path.toString();
  }

  private void append(StringBuilder path) {
    if (above != null) {
      above.append(path);
      path.append(step.equals("[]") || path.length() == 0 ? "" : ".").append(step);
    }
  }
}
