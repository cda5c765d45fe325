package io.github.tidydag.api;

import java.util.List;

/**
 * Python in a spec. Every other value becomes a literal; a text never becomes code.
 *
 * @param expression one expression, or the full name of something to import
 * @param imports full names that the expression uses by their last part
 * @param isName whether it is a name alone
 */
public record Python(String expression, List<String> imports, boolean isName) {
  public Python {
    imports = List.copyOf(imports);
  }

  /** Something by its full name, such as {@code company.alerts.slack}. */
  public static Python name(String name) {
    return new Python(name, List.of(), true);
  }

  /**
   * An expression on one line.
   *
   * @param imports full names, such as {@code os.getenv}, which it uses by their last part
   */
  public static Python expression(String expression, String... imports) {
    return new Python(expression, List.of(imports), false);
  }
}
