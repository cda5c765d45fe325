package io.github.tidydag.app;

import io.github.tidydag.schema.ConfigSchema;
import io.github.tidydag.schema.DagSchema;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.text.JsonText;
import java.nio.file.Path;

/** JSON Schema of what users write. */
public final class WriteSchema {
  private WriteSchema() {}

  /** The schema of a spec. */
  public static String ofDag() {
    return JsonText.of(DagSchema.of(Tables.load()));
  }

  /** The schema of {@code .tidydag.yaml}. */
  public static String ofConfig() {
    return JsonText.of(ConfigSchema.of(Tables.load()));
  }

  /**
   * Writes a schema, over an older one too.
   *
   * @throws TidydagException if it cannot be written
   */
  public static void write(Path file, String schema) {
    WriteReport.write(file, schema);
  }
}
