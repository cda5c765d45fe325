package io.github.tidydag.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where submissions put files, and the programs that list and delete there.
 *
 * @param path a {@code spark.kubernetes.file.upload.path}
 * @param list a program and its arguments
 * @param delete the same; empty if nothing is to be deleted there. One argument has {@link #ONE} or
 *     {@link #MANY}
 */
public record UploadStore(String path, List<String> list, List<String> delete) {
  /** Stands for the name of a folder, where the program takes one at a time. */
  public static final String ONE = "{folder}";

  /** Stands for the names of folders: the argument is repeated for each. */
  public static final String MANY = "{folders}";

  public UploadStore {
    list = List.copyOf(list);
    delete = List.copyOf(delete);
  }

  /** The program that deletes these folders. */
  public List<String> delete(List<String> folders) {
    return delete.stream()
        .flatMap(
            argument ->
                argument.contains(ONE) || argument.contains(MANY)
                    ? folders.stream().map(f -> argument.replace(MANY, f).replace(ONE, f))
                    : Stream.of(argument))
        .toList();
  }

  /** How many folders the program takes at a time, of at least one that is asked for. */
  public int atOnce(int most) {
    return delete.stream().anyMatch(argument -> argument.contains(MANY)) ? most : 1;
  }
}
