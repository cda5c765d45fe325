package io.github.tidydag.lint;

import io.github.tidydag.tables.Spelling;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a suppression says: {@code SPK001, POD002 -- reason until 2027-01-31}.
 *
 * @param mistakes what keeps it from being one
 */
record SuppressionText(
    List<String> rules, String reason, Optional<LocalDate> until, List<Mistake> mistakes) {

  /** What was written, and what is wrong with it. */
  record Mistake(String written, String message) {}

  private static final Pattern UNTIL = Pattern.compile("(?:^|\\s)\\[?until\\s+(\\d\\S*?)\\]?$");
  private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

  /** Reads it; what is known is what may be suppressed. */
  static SuppressionText read(String text, Set<String> known) {
    List<Mistake> mistakes = new ArrayList<>();
    String rest = text.strip();
    Optional<LocalDate> until = Optional.empty();
    Matcher matcher = UNTIL.matcher(rest);
    if (matcher.find()) {
      rest = rest.substring(0, matcher.start());
      until = date(matcher.group(1));
      if (until.isEmpty()) {
        String message = "is no date; write year-month-day, such as 2027-01-31";
        mistakes.add(new Mistake(matcher.group(1), message));
        return new SuppressionText(List.of(), "", until, mistakes);
      }
    }
    int dashes = rest.indexOf("--");
    String reason = dashes < 0 ? "" : rest.substring(dashes + 2).strip();
    List<String> rules = new ArrayList<>();
    for (String id : BETWEEN.split(dashes < 0 ? rest : rest.substring(0, dashes), -1)) {
      if (known.contains(id)) {
        rules.add(id);
      } else if (!id.isEmpty()) {
        boolean isReason = dashes < 0 && !rules.isEmpty();
        mistakes.add(new Mistake(id, unknown(id, known, isReason)));
        if (isReason) {
          break;
        }
      }
    }
    if (rules.isEmpty() && mistakes.isEmpty()) {
      mistakes.add(
          new Mistake(
              "ignore", "names no rule; write its id behind it, such as ignore SPK001 -- reason"));
    }
    return new SuppressionText(rules, reason, until, mistakes);
  }

  /** Why an id is none that can be suppressed, and what is near. */
  static String unknown(String id, Set<String> known, boolean perhapsReason) {
    for (RuleInfo rule : SuppressionRules.ALL) {
      if (rule.id().equals(id)) {
        return "is about suppressions and cannot be suppressed; mend that suppression, or write "
            + id
            + ": off below lint.rules in .tidydag.yaml";
      }
    }
    String near = Spelling.nearest(id, known).map(n -> "; did you mean " + n + "?").orElse("");
    String advice = perhapsReason ? "; write -- before the reason" : "; tidydag rules lists them";
    return "is no rule" + (near.isEmpty() ? advice : near);
  }

  /** The day; empty if the text is none. */
  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
