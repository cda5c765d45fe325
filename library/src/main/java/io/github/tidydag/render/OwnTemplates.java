package io.github.tidydag.render;

import java.nio.file.Path;

/** Where a user's own templates are, of the names of ours. */
public sealed interface OwnTemplates {
  /** In a folder. */
  record InFolder(Path folder) implements OwnTemplates {}

  /**
   * On a class path.
   *
   * @param folder with slashes, and none at its start or end
   */
  record OnClassPath(ClassLoader loader, String folder) implements OwnTemplates {}
}
