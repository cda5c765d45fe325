package io.github.tidydag.cluster;

import org.jspecify.annotations.Nullable;

/** A cluster does not answer, or refuses; the message is for the user. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClusterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
