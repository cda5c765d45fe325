package io.github.tidydag.app;

import io.github.tidydag.lint.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How bad a finding must be to fail a run; named as users write it. */
public enum FailOn {
  error,
  warning,
  info,
  never;

  /** The one that a user calls so. */
  public static Optional<FailOn> of(String word) {
    return Stream.of(values()).filter(one -> one.name().equals(word)).findFirst();
  }

  /** Whether a finding of that severity fails a run. */
  public boolean takes(Severity severity) {
    return this != never
        && severity.compareTo(Severity.valueOf(name().toUpperCase(Locale.ROOT))) <= 0;
  }
}
