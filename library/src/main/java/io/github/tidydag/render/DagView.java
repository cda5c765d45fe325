package io.github.tidydag.render;

import io.github.tidydag.python.PyExpr;
import io.github.tidydag.python.PyExpr.Argument;
import io.github.tidydag.python.PyWriter;
import java.util.List;

/**
 * What {@code dag.py.ftl} sees.
 *
 * @param header comment lines: where the file comes from and what it promises
 * @param imports lines
 * @param owner what runs hang on; its name is empty if there is nothing
 * @param arguments what DAG is called with
 * @param dependencies lines such as {@code a >> b}
 */
public record DagView(
    List<Source> header,
    List<Source> imports,
    boolean owned,
    CallView owner,
    Source dagClass,
    List<ArgumentView> arguments,
    List<CallView> groups,
    List<TaskView> tasks,
    List<Source> dependencies) {

  /**
   * An assignment of a call.
   *
   * @param name the variable
   * @param callee what is called
   */
  public record CallView(Source name, Source callee, List<ArgumentView> arguments) {
    static CallView of(String name, PyExpr callee, List<Argument> arguments) {
      return new CallView(
          Source.python(name),
          Source.python(PyWriter.flat(callee)),
          arguments.stream().map(ArgumentView::new).toList());
    }
  }

  /**
   * A task.
   *
   * @param mapped true if it is mapped over {@code expand}
   */
  public record TaskView(CallView call, boolean mapped, List<ArgumentView> expand) {}

  /** An argument of a call. */
  public record ArgumentView(Argument argument) {
    /** The argument as a line of a call, with its comma, for lines indented by so many columns. */
    public Source at(int indent) {
      return Source.python(PyWriter.line(argument, indent));
    }
  }
}
