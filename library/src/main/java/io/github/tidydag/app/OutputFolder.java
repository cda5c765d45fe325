package io.github.tidydag.app;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.tidydag.render.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A folder that tidydag writes to. What it wrote stands in a manifest file, so that what is stale
 * can be removed and what somebody else put there is never touched.
 */
public final class OutputFolder {
  /** How the name of a spec begins that is in no file. */
  static final String TEXT = "-text/";

  private static final String TEMPORARY = ".tidydag-";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final Move move;
  private final Map<String, GeneratedFile> files = new TreeMap<>();
  private final Map<String, String> sources = new TreeMap<>();
  private final List<Path> covered = new ArrayList<>();
  private boolean coversTexts;

  /** How a file gets to its place, in one step. */
  interface Move {
    void move(Path from, Path to) throws IOException;
  }

  OutputFolder(Path folder) {
    this(
        folder,
        (from, to) ->
            Files.move(
                from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
  }

  OutputFolder(Path folder, Move move) {
    this.folder = folder;
    this.move = move;
  }

  Path folder() {
    return folder;
  }

  /** Adds a file, made of a spec whose path is seen from this folder. */
  void add(GeneratedFile file, String source) {
    files.put(file.path(), file);
    sources.put(file.path(), source);
  }

  /** Says that all specs below a folder were read: files of others that were there are stale. */
  void covers(Path specs) {
    covered.add(specs.toAbsolutePath().normalize());
  }

  /** Says that all specs that are in no file were read. */
  void coversTexts() {
    coversTexts = true;
  }

  /** The files to write, by path. */
  public List<GeneratedFile> files() {
    return List.copyOf(files.values());
  }

  /** Where they are, and the manifest with them. */
  public List<Path> paths() {
    List<Path> paths = new ArrayList<>();
    files.keySet().forEach(path -> paths.add(folder.resolve(path)));
    paths.add(folder.resolve(OutputManifest.NAME));
    return paths;
  }

  /**
   * How the folder differs from what it should hold.
   *
   * @param edited those to write that somebody has changed since tidydag wrote them
   */
  public record Changes(
      Set<String> write, Set<String> edited, Set<String> remove, int unchanged, String diff) {
    public boolean none() {
      return write.isEmpty() && remove.isEmpty();
    }
  }

  /**
   * Compares the folder with what it should hold.
   *
   * @param diff whether to make a unified diff of it
   * @throws TidydagException if a file in the way is not tidydag's, or cannot be read
   */
  public Changes compare(boolean diff) {
    OutputManifest manifest = OutputManifest.read(folder);
    Set<String> write = new TreeSet<>();
    Set<String> edited = new TreeSet<>();
    Set<String> remove = new TreeSet<>();
    StringBuilder text = new StringBuilder();
    int unchanged = 0;
    for (GeneratedFile file : files.values()) {
      if (isThroughLink(file.path())) {
        throw TidydagException.files(
            PathNames.shown(folder.resolve(file.path()))
                + ": would be written through a link to another place; remove the link",
            null);
      }
      Optional<String> there = text(file.path());
      if (there.isPresent() && !manifest.has(file.path()) && !there.get().equals(file.text())) {
        throw TidydagException.files(
            PathNames.shown(folder.resolve(file.path()))
                + ": is in the way and was not made by tidydag; move it away",
            null);
      }
      refuseOtherSpec(file.path(), manifest.source(file.path()));
      if (there.isPresent() && there.get().equals(file.text())) {
        unchanged++;
      } else {
        write.add(file.path());
        if (there.isPresent() && !manifest.wrote(file.path(), there.get())) {
          edited.add(file.path());
        }
        if (diff) {
          text.append(diff(file.path(), there.orElse(""), file.text()));
        }
      }
    }
    for (String path : manifest.paths()) {
      if (!files.containsKey(path) && isStale(manifest.source(path))) {
        Optional<String> there = isThroughLink(path) ? Optional.empty() : text(path);
        if (there.isPresent() && manifest.wrote(path, there.get())) {
          remove.add(path);
          if (diff) {
            text.append(diff(path, there.get(), ""));
          }
        }
      }
    }
    return new Changes(write, edited, remove, unchanged, text.toString());
  }

  /** Two specs of one dag_id would write over each other's files, run by run. */
  private void refuseOtherSpec(String path, String before) {
    boolean other = !before.isEmpty() && !before.equals(sources.get(path));
    if (other && !before.equals(Companion.SOURCE) && !wasRead(before) && isThere(before)) {
      throw TidydagException.files(
          PathNames.shown(folder.resolve(path))
              + ": was made of "
              + before
              + ", and now of "
              + sources.get(path)
              + "; change the dag_id of one, or if it has changed, generate both at once",
          null);
    }
  }

  private boolean isThere(String source) {
    return !source.startsWith("-") && Files.exists(folder.resolve(source));
  }

  /** True if a folder on the way to a file, from this one on, is a link. */
  private boolean isThroughLink(String path) {
    Path parent = Path.of(path).getParent();
    for (; parent != null; parent = parent.getParent()) {
      if (Files.isSymbolicLink(folder.resolve(parent))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a file's spec was among those read, and no longer makes it. */
  private boolean isStale(String source) {
    return !source.equals(Companion.SOURCE) && wasRead(source);
  }

  private boolean wasRead(String source) {
    if (sources.containsValue(source)) {
      return true;
    }
    if (source.startsWith(TEXT)) {
      return coversTexts;
    }
    Path spec = folder.toAbsolutePath().normalize().resolve(source).normalize();
    return covered.stream().anyMatch(spec::startsWith);
  }

  /**
   * Writes what is to be written and removes what is stale, while no other run does. If it ends
   * half way, the manifest is right nevertheless, and the next run does the rest.
   *
   * @param force whether to write over what somebody has edited
   * @throws TidydagException if that is not allowed, or the folder cannot be written
   */
  public Changes write(String version, boolean force) {
    try {
      Files.createDirectories(folder);
      return FolderLock.during(folder, PATIENCE, () -> writeAlone(version, force));
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(folder) + ": cannot be written: " + TextFiles.reason(e), e);
    }
  }

  private Changes writeAlone(String version, boolean force) throws IOException {
    Changes changes = compare(false);
    if (!changes.edited().isEmpty() && !force) {
      throw TidydagException.files(edited(changes.edited()), null);
    }
    discardLeftovers();
    OutputManifest manifest = OutputManifest.read(folder);
    Map<Path, Path> staged = new LinkedHashMap<>();
    try {
      for (GeneratedFile file : files.values()) {
        String path = file.path();
        if (changes.write().contains(path)) {
          stage(staged, path, file.text());
          manifest.announce(path, sources.getOrDefault(path, ""), file.text(), text(path));
        }
      }
      if (!changes.none()) {
        write(manifest.text(version));
      }
      for (Map.Entry<Path, Path> one : staged.entrySet()) {
        move.move(one.getKey(), one.getValue());
      }
    } finally {
      staged.keySet().forEach(OutputFolder::discard);
    }
    for (String path : changes.remove()) {
      remove(folder.resolve(path));
      manifest.remove(path);
    }
    files
        .values()
        .forEach(f -> manifest.put(f.path(), sources.getOrDefault(f.path(), ""), f.text()));
    write(manifest.text(version));
    return changes;
  }

  private String edited(Set<String> paths) {
    return paths.stream()
            .map(p -> PathNames.shown(folder.resolve(p)))
            .collect(Collectors.joining(", "))
        + ": changed since tidydag wrote "
        + (paths.size() == 1 ? "it" : "them")
        + "; put the change into the spec, then write over it with --force";
  }

  /** Writes the manifest, if it says something new. */
  private void write(String manifest) throws IOException {
    if (text(OutputManifest.NAME).equals(Optional.of(manifest))) {
      return;
    }
    Map<Path, Path> staged = new LinkedHashMap<>();
    try {
      stage(staged, OutputManifest.NAME, manifest);
      move.move(staged.keySet().iterator().next(), folder.resolve(OutputManifest.NAME));
    } finally {
      staged.keySet().forEach(OutputFolder::discard);
    }
  }

  /** What a run that was killed had not moved yet. */
  private void discardLeftovers() throws IOException {
    try (var leftovers = Files.newDirectoryStream(folder, TEMPORARY + "*.tmp")) {
      leftovers.forEach(OutputFolder::discard);
    }
  }

  private void stage(Map<Path, Path> staged, String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path temporary = Files.createTempFile(folder, TEMPORARY, ".tmp");
    staged.put(temporary, file);
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private void remove(Path file) throws IOException {
    Files.deleteIfExists(file);
    Path parent = file.getParent();
    if (parent != null && !parent.equals(folder)) {
      try (var left = Files.list(parent)) {
        if (left.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(parent);
    }
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException left) {
      // a temporary file that cannot be removed harms nobody, and the reason was told
    }
  }

  private Optional<String> text(String path) {
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw TidydagException.files(PathNames.shown(file) + ": " + TextFiles.reason(e), e);
    }
  }

  private static String diff(String path, String before, String after) {
    List<String> old = before.isEmpty() ? List.of() : before.lines().toList();
    List<String> now = after.isEmpty() ? List.of() : after.lines().toList();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.isEmpty() ? "/dev/null" : "a/" + path,
            after.isEmpty() ? "/dev/null" : "b/" + path,
            old,
            DiffUtils.diff(old, now),
            3);
    // of a file that is not there, line 0 is meant: so git and patch have it
    return String.join("\n", lines)
            .replaceFirst("\n@@ -1,0 ", "\n@@ -0,0 ")
            .replaceFirst("\n(@@ -\\S+) \\+1,0 @@", "\n$1 +0,0 @@")
        + "\n";
  }
}
