package io.github.tidydag.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any other operator, by its class. */
public final class OperatorTask extends Task<OperatorTask> {
  private final Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();

  private OperatorTask(String id) {
    super(id, "operator");
  }

  /**
   * A task of that task_id.
   *
   * @param operator the full name of the class
   */
  public static OperatorTask of(String id, String operator) {
    OperatorTask task = new OperatorTask(id);
    task.put("class", operator);
    return task.put("kwargs", task.kwargs);
  }

  /** An argument of the operator, by its own name. They are not checked. */
  public OperatorTask argument(String name, @Nullable Object value) {
    kwargs.put(name, value);
    return this;
  }

  @Override
  OperatorTask self() {
    return this;
  }
}
