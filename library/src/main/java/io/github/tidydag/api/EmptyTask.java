package io.github.tidydag.api;

/** A task that does nothing, for others to wait for. */
public final class EmptyTask extends Task<EmptyTask> {
  private EmptyTask(String id) {
    super(id, "empty");
  }

  /** A task of that task_id. */
  public static EmptyTask of(String id) {
    return new EmptyTask(id);
  }

  @Override
  EmptyTask self() {
    return this;
  }
}
