package io.github.tidydag.spec;

import java.io.IOException;

/** The files that a spec names, read from wherever the spec is. */
public interface SpecFiles {
  /**
   * The text of a file.
   *
   * @param path relative to the spec, or to the configuration for a worker's file
   * @param besideConfig true for a path relative to the configuration
   * @throws IOException if there is no such file, or it cannot be read as text
   */
  String read(String path, boolean besideConfig) throws IOException;
}
