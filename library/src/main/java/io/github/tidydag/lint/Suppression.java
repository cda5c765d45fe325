package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Findings that somebody does not want to hear of.
 *
 * @param at where it is written
 * @param rules the ids of their rules
 * @param reason empty if none is given
 * @param until the last day on which it holds
 * @param firstLine the first of the lines that it is about
 * @param lastLine the last of them
 */
public record Suppression(
    Location at,
    List<String> rules,
    String reason,
    Optional<LocalDate> until,
    int firstLine,
    int lastLine) {
  public Suppression {
    rules = List.copyOf(rules);
  }

  /** One for whole files. */
  static Suppression ofFiles(
      Location at, List<String> rules, String reason, Optional<LocalDate> until) {
    return new Suppression(at, rules, reason, until, 0, Integer.MAX_VALUE);
  }

  /** Whether it is for whole files, as those of a configuration are. */
  boolean isOfFiles() {
    return firstLine == 0;
  }

  /** Whether it no longer holds. */
  public boolean isExpired(LocalDate today) {
    return until.isPresent() && today.isAfter(until.get());
  }

  /**
   * Whether it is about a finding.
   *
   * @param line where the finding stands; of one in another file, where its object does
   */
  boolean covers(Finding finding, int line) {
    return line >= firstLine && line <= lastLine && rules.contains(finding.rule().id());
  }
}
