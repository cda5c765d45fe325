package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;
import io.github.tidydag.source.Text;

/** What reports say of a finding: on one line, with nothing in it that a terminal obeys. */
public final class FindingText {
  private static final int LONGEST_WRITTEN = 80;
  private static final int LONGEST_MESSAGE = 2000;

  private FindingText() {}

  static String written(Finding finding) {
    return Text.shorten(finding.written(), LONGEST_WRITTEN);
  }

  /** What was written and what is wrong with it. */
  public static String message(Finding finding) {
    String written = written(finding);
    return (written.isEmpty() ? "" : written + ": ") + bare(finding);
  }

  /** What is wrong. */
  static String bare(Finding finding) {
    return Text.shorten(finding.message(), LONGEST_MESSAGE);
  }

  /** Id and name of its rule. */
  static String rule(Finding finding) {
    return finding.rule().id() + " " + finding.rule().name();
  }
}
