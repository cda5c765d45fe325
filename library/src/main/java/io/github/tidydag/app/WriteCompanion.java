package io.github.tidydag.app;

import io.github.tidydag.render.GeneratedFile;
import java.nio.file.Path;
import java.util.List;

/** Writes the companion module for DAGs written by hand. */
public final class WriteCompanion {
  private WriteCompanion() {}

  /**
   * Writes the module to a folder.
   *
   * @param policy true for the cluster policy too
   * @param force true to write over what somebody has edited
   * @return the files as a user would type them
   * @throws TidydagException if the folder cannot be written, or holds another file of that name
   */
  public static List<String> write(Path folder, boolean policy, String version, boolean force) {
    OutputFolder output = new OutputFolder(folder);
    List<GeneratedFile> files = Companion.files(policy);
    files.forEach(f -> output.add(f, Companion.SOURCE));
    output.write(version, force);
    return files.stream().map(f -> PathNames.shown(folder.resolve(f.path()))).toList();
  }
}
