package io.github.tidydag.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds files that may hold manifests. In a git repository, git says what is ignored. */
final class ManifestFiles {
  private static final Pattern NAME =
      Pattern.compile(".*\\.(ya?ml|json)(\\.(j2|jinja2?))?", Pattern.CASE_INSENSITIVE);
  private static final Set<String> SKIPPED = Set.of("node_modules", "target", "__pycache__");

  /**
   * A file.
   *
   * @param shown how messages name it
   * @param named whether somebody named it, rather than a folder that it is in
   */
  record Found(String shown, Path path, boolean named) {}

  private final Optional<String> since;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Found> files = new TreeMap<>();
  private final Map<Path, Set<Path>> changed = new HashMap<>();

  /**
   * None as yet.
   *
   * @param since a revision of git, to find only what is new or not as it was then
   */
  ManifestFiles(Optional<String> since) {
    this.since = since;
  }

  /** What a user should know of the search. */
  List<String> notes() {
    return notes;
  }

  /** What was found, by name. */
  List<Found> files() {
    return List.copyOf(files.values());
  }

  /**
   * Looks at a file or a folder.
   *
   * @throws TidydagException if it is not there, or there is no such revision
   */
  void add(String argument) {
    Path path;
    try {
      path = Path.of(argument);
    } catch (InvalidPathException e) {
      throw TidydagException.files(argument + ": is no path", e);
    }
    if (!Files.exists(path)) {
      throw TidydagException.files(argument + ": there is no such file or folder", null);
    }
    if (Files.isDirectory(path)) {
      folder(path);
    } else if (since.isEmpty() || changed(parent(path)).contains(absolute(path))) {
      put(path, true);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static Path parent(Path path) {
    Path parent = absolute(path).getParent();
    return parent == null ? absolute(path) : parent;
  }

  private void put(Path path, boolean named) {
    Found found = new Found(PathNames.shown(path), path, named);
    files.merge(found.shown(), found, (a, b) -> a.named() ? a : b);
  }

  /** Of a link, the file that it leads to counts, unless that is here as well. */
  private void putAll(List<Path> found) {
    Set<Path> plain = new HashSet<>();
    List<Path> links = new ArrayList<>();
    for (Path path : found) {
      if (!NAME.matcher(String.valueOf(path.getFileName())).matches()) {
        continue;
      }
      if (Files.isSymbolicLink(path)) {
        links.add(path);
      } else {
        plain.add(absolute(path));
        put(path, false);
      }
    }
    for (Path link : links) {
      try {
        if (Files.isRegularFile(link) && plain.add(link.toRealPath())) {
          put(link, false);
        }
      } catch (IOException leadsNowhere) {
        // nor does it for whoever applies the manifests
      }
    }
  }

  private void folder(Path folder) {
    if (since.isPresent()) {
      putAll(List.copyOf(changed(folder)));
      return;
    }
    Git git = new Git(folder);
    Optional<String> missing = git.missing();
    if (missing.isEmpty() && !git.isIgnored()) {
      putAll(listed(folder, git));
      return;
    }
    if (missing.isPresent() && hasRepository(absolute(folder))) {
      notes.add(
          PathNames.shown(folder)
              + ": .gitignore is not read, because "
              + missing.get()
              + "; dot folders, node_modules and target are left out");
    }
    putAll(walked(folder));
  }

  private static boolean hasRepository(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> listed(Path folder, Git git) {
    List<Path> found = new ArrayList<>();
    for (String name : git.files()) {
      Path path = folder.resolve(name);
      if (name.endsWith("/") || !looksLikeFile(path)) {
        if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
          found.addAll(listed(path, new Git(path))); // another repository in this one
        }
      } else {
        found.add(path);
      }
    }
    return found;
  }

  /** A name that fits is a file until reading it shows otherwise: asking costs as much. */
  private static boolean looksLikeFile(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.indexOf('.') > 0;
  }

  private static List<Path> walked(Path folder) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
              String name = String.valueOf(at.getFileName());
              return !at.equals(folder) && (name.startsWith(".") || SKIPPED.contains(name))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(folder) + ": cannot be listed: " + TextFiles.reason(e), e);
    }
    return found;
  }

  private Set<Path> changed(Path folder) {
    return changed.computeIfAbsent(folder, this::askGit);
  }

  private Set<Path> askGit(Path folder) {
    String revision = since.orElseThrow();
    Git git = new Git(folder);
    Optional<String> missing = git.missing();
    if (missing.isPresent()) {
      throw TidydagException.configuration(
          "--since " + revision + ": needs git, and in " + folder + " " + missing.get());
    }
    List<String> names =
        git.changedSince(revision)
            .orElseThrow(
                () ->
                    TidydagException.configuration(
                        "--since "
                            + revision
                            + ": is no revision that git knows in "
                            + folder
                            + "; fetch it (a shallow clone lacks old ones), or name another"));
    Set<Path> paths = new HashSet<>();
    names.forEach(name -> paths.add(folder.resolve(name)));
    return paths;
  }
}
