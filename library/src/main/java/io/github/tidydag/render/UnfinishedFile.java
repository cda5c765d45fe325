package io.github.tidydag.render;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problems;

/** A user's file that lines cannot be put into without changing what else it says. */
public final class UnfinishedFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Location at;
  private final String path;

  UnfinishedFile(Location at, String path, String message) {
    super(message);
    this.at = at;
    this.path = path;
  }

  /** Reports it as a mistake of the file. */
  public void report(Problems problems) {
    problems.error(at, path, String.valueOf(getMessage()));
  }
}
