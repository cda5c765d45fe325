package io.github.tidydag.source;

import java.util.Comparator;

/**
 * Something wrong in what a user wrote.
 *
 * @param written what the user wrote: a key, a value
 * @param message what is wrong, and after a semicolon what to do
 */
public record Problem(Severity severity, Location at, String written, String message)
    implements Comparable<Problem> {

  /** How bad it is. */
  public enum Severity {
    /** Nothing is made of this input. */
    ERROR,
    /** It works, but not as it reads. */
    WARNING
  }

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::at)
          .thenComparing(Problem::severity)
          .thenComparing(Problem::written)
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column written: message}; warnings say so. */
  @Override
  public String toString() {
    return at + " " + (severity == Severity.WARNING ? "warning: " : "") + subject() + message;
  }

  /** The same for who shows the severity in another way. */
  public String text() {
    return at + " " + subject() + message;
  }

  private String subject() {
    return written.isEmpty() ? "" : Text.shorten(written, 80) + ": ";
  }
}
