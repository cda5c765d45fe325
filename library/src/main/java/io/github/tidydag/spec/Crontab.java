package io.github.tidydag.spec;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.github.tidydag.source.Text;
import java.util.Optional;

/** Cron expressions of five fields. */
public final class Crontab {
  /** Made when the first expression comes, and then kept: it takes longer than parsing. */
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private Crontab() {}

  /** Why a text is none, and what to write; empty if it is one. */
  public static Optional<String> problem(String expression) {
    try {
      PARSER.parse(expression).validate();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "is no cron expression: "
              + Text.shorten(String.valueOf(e.getMessage()), 160)
              + "; write minute, hour, day of month, month, day of week");
    }
  }
}
