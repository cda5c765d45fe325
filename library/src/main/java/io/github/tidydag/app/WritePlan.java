package io.github.tidydag.app;

import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.report.PlanTables;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** Writes a plan file. */
public final class WritePlan {
  private WritePlan() {}

  /**
   * Writes the plan as JSON, over an older one too, and makes the folders that it lies in.
   *
   * @param version tidydag's own
   * @throws TidydagException if it cannot be written
   */
  public static void write(Path file, CleanupPlan plan, String version) {
    try (Writer out = WriteReport.writer(file)) {
      PlanTables.json(plan, version, out);
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(file) + ": cannot be written: " + TextFiles.reason(e), e);
    }
  }
}
