package io.github.tidydag.preview;

/** Airflow cannot build a pod of the request: the task would fail before it asks Kubernetes. */
public final class UnusablePod extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  /**
   * Says what is wrong.
   *
   * @param pointer where, as a JSON pointer into the pod
   * @param message what Airflow refuses
   */
  public UnusablePod(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  /** Where, as a JSON pointer into the pod. */
  public String pointer() {
    return pointer;
  }
}
