package io.github.tidydag.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes files that belong to the user from then on: what is there already is never replaced. */
public final class NewFiles {
  private NewFiles() {}

  /**
   * Writes all files, or none.
   *
   * @param files texts by their paths in the folder
   * @return what was written, in that order
   * @throws TidydagException naming every file that is there already, or what cannot be written
   */
  public static List<Path> write(Path folder, Map<String, String> files) {
    List<String> there =
        files.keySet().stream()
            .map(folder::resolve)
            .filter(f -> Files.exists(f, LinkOption.NOFOLLOW_LINKS))
            .map(PathNames::shown)
            .toList();
    if (!there.isEmpty()) {
      throw taken(String.join(", ", there));
    }
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        Path file = folder.resolve(entry.getKey());
        Path parent = file.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.writeString(
            file, entry.getValue(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        written.add(file);
      }
      return written;
    } catch (FileAlreadyExistsException e) {
      written.forEach(NewFiles::discard);
      throw taken(e.getFile());
    } catch (IOException e) {
      written.forEach(NewFiles::discard);
      throw TidydagException.files(
          PathNames.shown(folder) + ": cannot be written: " + TextFiles.reason(e), e);
    }
  }

  private static TidydagException taken(String names) {
    return TidydagException.files(
        names
            + ": there already, and not overwritten; move it away, or name another folder with -o",
        null);
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // the reason why the rest could not be written is told
    }
  }
}
