package io.github.tidydag.lint;

import io.github.tidydag.source.Location;
import java.util.Comparator;
import java.util.Optional;

/**
 * A mistake, and where it stands.
 *
 * @param severity after the configuration
 * @param at the key or value; for what is missing, the key of the mapping that lacks it
 * @param written what the user wrote there; never a secret
 * @param message what is wrong, and after a semicolon what to write instead
 * @param path keys with dots from the document's top: {@code spec.driver.env[2].name}
 * @param object kind and name of the document's object, for fingerprints: {@code
 *     SparkApplication/pi}
 */
public record Finding(
    RuleInfo rule,
    Severity severity,
    Location at,
    String written,
    String message,
    String path,
    String object,
    Optional<Fix> fix)
    implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::at)
          .thenComparing(finding -> finding.rule().id())
          .thenComparing(Finding::path)
          .thenComparing(Finding::message);

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column severity id written: message}. */
  @Override
  public String toString() {
    String subject = written.isEmpty() ? "" : written + ": ";
    return at + " " + severity.word() + " " + rule.id() + " " + subject + message;
  }
}
