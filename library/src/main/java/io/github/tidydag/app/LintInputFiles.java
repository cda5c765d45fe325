package io.github.tidydag.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of a folder that the outcome of linting it depends on. */
public final class LintInputFiles {
  private static final Set<String> CONFIGURATIONS =
      Set.of(Workspace.CONFIG, "Chart.yaml", "kustomization.yaml", "kustomization.yml");

  private LintInputFiles() {}

  /**
   * What is looked at, as git and names have it, and what configures it.
   *
   * @throws TidydagException if the folder cannot be listed
   */
  public static List<Path> below(Path folder, Selection selection) {
    ManifestFiles search = new ManifestFiles(Optional.empty());
    search.add(folder.toString());
    List<Path> files = new ArrayList<>();
    for (ManifestFiles.Found found : search.files()) {
      String name = String.valueOf(found.path().getFileName());
      if (CONFIGURATIONS.contains(name) || selection.takes(found.path())) {
        files.add(found.path());
      }
    }
    return files;
  }
}
