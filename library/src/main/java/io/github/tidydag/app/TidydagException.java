package io.github.tidydag.app;

import org.jspecify.annotations.Nullable;

/** A use case cannot go on; the message is for the user. */
public final class TidydagException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is, which decides how a front end ends. */
  public enum Kind {
    /** A wrong option or configuration. */
    CONFIGURATION,
    /** A file that cannot be read or written. */
    FILES,
    /** A cluster that does not answer, or refuses. */
    CLUSTER
  }

  private final Kind kind;

  private TidydagException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  static TidydagException configuration(String message) {
    return new TidydagException(Kind.CONFIGURATION, message, null);
  }

  static TidydagException files(String message, @Nullable Throwable cause) {
    return new TidydagException(Kind.FILES, message, cause);
  }

  static TidydagException cluster(String message, @Nullable Throwable cause) {
    return new TidydagException(Kind.CLUSTER, message, cause);
  }

  public Kind kind() {
    return kind;
  }
}
