package io.github.tidydag.lint;

/** A rule that broke: a mistake in the rule and not in the document. */
public final class RuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleFailure(RuleInfo rule, String place, Throwable cause) {
    super(place + ": the rule " + rule.id() + " broke: " + cause, cause);
  }
}
