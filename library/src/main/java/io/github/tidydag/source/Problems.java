package io.github.tidydag.source;

import java.util.List;
import java.util.TreeSet;

/** Collects what is wrong, so that a user sees all of it at once. */
public final class Problems {
  private final TreeSet<Problem> found = new TreeSet<>();

  /** Adds an error about something that was written. */
  public void error(Location at, String written, String message) {
    found.add(
        new Problem(Problem.Severity.ERROR, at, written.isEmpty() ? "\"\"" : written, message));
  }

  /** Adds an error about a file as a whole. */
  public void error(Location at, String message) {
    found.add(new Problem(Problem.Severity.ERROR, at, "", message));
  }

  /** Adds a warning. */
  public void warning(Location at, String written, String message) {
    found.add(new Problem(Problem.Severity.WARNING, at, written, message));
  }

  /** Adds what another collection found. */
  public void addAll(Problems others) {
    found.addAll(others.found);
  }

  /** True if nothing can be made of the input. */
  public boolean hasErrors() {
    return found.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
  }

  /** All of it, in the order of the files. */
  public List<Problem> sorted() {
    return List.copyOf(found);
  }
}
