package io.github.tidydag.app;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which files are patches: those that a kustomization in their folder or above names. */
final class Kustomizations {
  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final List<String> LISTS = List.of("patches", "patchesStrategicMerge");
  private static final int MOST_FOLDERS = 8;

  private final Map<Path, Set<Path>> patches = new HashMap<>();

  /** Whether a file is a patch of another document. */
  boolean isPatch(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    for (int i = 0; i < MOST_FOLDERS && folder != null; i++, folder = folder.getParent()) {
      if (patches.computeIfAbsent(folder, Kustomizations::patchesOf).contains(absolute)) {
        return true;
      }
    }
    return false;
  }

  private static Set<Path> patchesOf(Path folder) {
    Set<Path> found = new HashSet<>();
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          YamlReader.readOne(name, TextFiles.read(file), new Problems())
              .ifPresent(node -> patches(node, folder, found));
        } catch (IOException e) {
          // whoever lints it says so
        }
      }
    }
    return found;
  }

  private static void patches(Node kustomization, Path folder, Set<Path> found) {
    if (!(kustomization instanceof Node.Mapping mapping)) {
      return;
    }
    for (String key : LISTS) {
      if (mapping.get(key).orElse(null) instanceof Node.Sequence list) {
        for (Node item : list.items()) {
          Node path = item instanceof Node.Mapping m ? m.get("path").orElse(item) : item;
          if (path instanceof Node.Scalar text && text.text().indexOf('\n') < 0) {
            try {
              found.add(folder.resolve(text.text()).normalize());
            } catch (InvalidPathException inlinePatch) {
              // it names no file
            }
          }
        }
      }
    }
  }
}
