package io.github.tidydag.airflow;

import io.github.tidydag.tables.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * What an accepted argument really does where that is not simply what its name says. Read in the
 * operators' code; {@code effects.py} of the table's scripts says where.
 *
 * @param kind in what way
 * @param note why, or under what condition: half a sentence
 * @param instead the argument, or what else, to write instead
 */
public record Effect(Kind kind, String note, Optional<String> instead) {
  /** In what way an argument does not do what its name says. */
  public enum Kind {
    /** It works, and will go. */
    DEPRECATED,
    /** It is accepted and does nothing. */
    IGNORED,
    /** It is replaced, with a warning in the task's log. */
    OVERRIDDEN,
    /** It works only together with something else. */
    CONDITIONAL,
    /** It works in part. */
    PARTIAL,
    /** It makes the task fail or leave things behind. */
    HARMFUL
  }

  static Effect of(Json json) {
    return new Effect(
        Kind.valueOf(json.get("effect").text().toUpperCase(Locale.ROOT)),
        json.get("note").text(),
        json.findText("instead"));
  }
}
