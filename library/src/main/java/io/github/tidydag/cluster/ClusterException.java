package io.github.tidydag.cluster;

import org.jspecify.annotations.Nullable;

/** A cluster does not answer, or refuses; the message is for the user. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean isTransient;

  ClusterException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private ClusterException(String message, @Nullable Throwable cause, boolean isTransient) {
    super(message, cause);
    this.isTransient = isTransient;
  }

  /** Nobody answered, which may be otherwise in a moment. */
  static ClusterException noAnswer(String message, Throwable cause) {
    return new ClusterException(message, cause, true);
  }

  boolean isTransient() {
    return isTransient;
  }
}
