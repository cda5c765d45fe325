package io.github.tidydag.app;

import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.render.PlanPage;
import io.github.tidydag.render.Templates;
import io.github.tidydag.report.PlanJUnit;
import io.github.tidydag.report.PlanPrometheus;
import io.github.tidydag.report.PlanTables;
import io.github.tidydag.report.PlanText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** A cleanup plan for people, spreadsheets, build servers and monitoring. */
public final class PlanReport {
  private PlanReport() {}

  /** What a plan can be shown as. */
  public enum Format {
    TEXT("txt"),
    CSV("csv"),
    JSON("json"),
    JUNIT("xml"),
    PROMETHEUS("prom"),
    HTML("html");

    private final String fileEnding;

    Format(String fileEnding) {
      this.fileEnding = fileEnding;
    }

    /** What files of it end in, after the dot. */
    public String fileEnding() {
      return fileEnding;
    }

    /** What a user calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The report.
   *
   * @param version tidydag's own
   */
  public static String of(CleanupPlan plan, Format format, String version) {
    return switch (format) {
      case TEXT -> PlanText.of(plan);
      case CSV -> PlanTables.csv(plan);
      case JSON -> json(plan, version);
      case JUNIT -> PlanJUnit.of(plan);
      case PROMETHEUS -> PlanPrometheus.of(plan);
      case HTML -> PlanPage.of(plan, Templates.of(Optional.empty()));
    };
  }

  private static String json(CleanupPlan plan, String version) {
    StringWriter out = new StringWriter();
    try {
      PlanTables.json(plan, version, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
