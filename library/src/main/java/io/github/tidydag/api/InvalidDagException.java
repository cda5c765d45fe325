package io.github.tidydag.api;

import io.github.tidydag.source.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Some DAGs are wrong, and nothing was written; the message says all that is. */
public final class InvalidDagException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidDagException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, and where in {@link Dag#yaml}. */
  public List<Problem> problems() {
    return problems;
  }
}
