package io.github.tidydag.lint;

import java.util.Locale;

/** How bad a finding is; the worst first. */
public enum Severity {
  /** The cluster refuses it, drops it, or it cannot do what it says. */
  ERROR,
  /** It works, and leaves garbage, breaks later or hides something. */
  WARNING,
  /** Somebody should know. */
  INFO;

  /** The name as people write it: {@code error}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
