package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with suppressions themselves. It cannot be suppressed, only switched off. */
public final class SuppressionRules {
  private static final String FORM =
      "Write `# tidydag: ignore SPK001 -- reason`, with `until 2027-01-31` behind it if it is for a"
          + " while.";

  static final RuleInfo UNUSED =
      info(
          "LNT001",
          "unused-suppression",
          Severity.WARNING,
          "A suppression hides nothing",
          "What it hid is mended, or it stands at the wrong place; the next mistake of that kind"
              + " would go unseen.",
          "Remove it, or put it at the end of the line that the finding names, or on the line"
              + " before.");

  static final RuleInfo EXPIRED =
      info(
          "LNT002",
          "expired-suppression",
          Severity.WARNING,
          "A suppression's last day is over",
          "It hides nothing any more: what it hid is reported again.",
          "Mend what it hid, or give it another date.");

  static final RuleInfo REASONLESS =
      info(
          "LNT003",
          "suppression-without-reason",
          Severity.WARNING,
          "A suppression does not say why",
          "It works, but nobody can tell later whether it is still needed.",
          FORM);

  static final RuleInfo MALFORMED =
      info(
          "LNT004",
          "malformed-suppression",
          Severity.ERROR,
          "A suppression cannot be understood",
          "It hides nothing.",
          FORM);

  /** All of them, by id. */
  public static final List<RuleInfo> ALL = List.of(UNUSED, EXPIRED, REASONLESS, MALFORMED);

  private SuppressionRules() {}

  private static RuleInfo info(
      String id, String name, Severity severity, String summary, String why, String remedy) {
    return new RuleInfo(id, name, severity, summary, why, remedy, Set.of());
  }

  /** What is wrong with a suppression whatever it meets: its date, and that it has no reason. */
  public static List<Finding> check(Suppression suppression, LocalDate today, Settings settings) {
    List<Finding> findings = new ArrayList<>();
    String rules = String.join(", ", suppression.rules());
    if (suppression.isExpired(today)) {
      String message =
          "ended on "
              + suppression.until().orElseThrow()
              + ", so it hides nothing; mend what it hid, or give it another date";
      add(findings, EXPIRED, suppression.at(), rules, message, settings);
    }
    if (suppression.reason().isEmpty()) {
      String message =
          "is ignored without a reason; write one "
              + (suppression.isOfFiles() ? "as reason: beside path:" : "behind it, after --");
      add(findings, REASONLESS, suppression.at(), rules, message, settings);
    }
    return findings;
  }

  /** That a suppression hides nothing of a rule. */
  public static List<Finding> unused(Suppression suppression, String rule, Settings settings) {
    List<Finding> findings = new ArrayList<>();
    String message = "is ignored here, where it finds nothing; remove the suppression";
    add(findings, UNUSED, suppression.at(), rule, message, settings);
    return findings;
  }

  static void add(
      List<Finding> findings,
      RuleInfo rule,
      Location at,
      String written,
      String message,
      Settings settings) {
    if (settings.uses(rule)) {
      findings.add(
          new Finding(
              rule, settings.severity(rule), at, written, message, "", "", Optional.empty()));
    }
  }
}
