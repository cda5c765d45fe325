package io.github.tidydag.cluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster does not answer, or refuses; the message is for the user. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean isTransient;
  private final @Nullable String unknownContext;

  ClusterException(String message, @Nullable Throwable cause) {
    this(message, cause, false, null);
  }

  private ClusterException(
      String message,
      @Nullable Throwable cause,
      boolean isTransient,
      @Nullable String unknownContext) {
    super(message, cause);
    this.isTransient = isTransient;
    this.unknownContext = unknownContext;
  }

  /** Nobody answered, which may be otherwise in a moment. */
  static ClusterException noAnswer(String message, Throwable cause) {
    return new ClusterException(message, cause, true, null);
  }

  /** A context was asked for by a name that the kubeconfig does not have. */
  static ClusterException noContext(String name) {
    return new ClusterException(
        "--context " + name + ": there is no such context in the kubeconfig", null, false, name);
  }

  /** The context that there is not; empty if that is not what is wrong. */
  public Optional<String> unknownContext() {
    return Optional.ofNullable(unknownContext);
  }

  boolean isTransient() {
    return isTransient;
  }
}
