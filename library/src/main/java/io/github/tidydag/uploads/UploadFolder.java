package io.github.tidydag.uploads;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder that one submission made for one of its files; no release of Spark deletes it (3.0 to
 * 4.1; SPARK-42466).
 *
 * @param name such as {@code spark-upload-d1a4f3b2-...}, a random one each time
 * @param written when something in it was last written; empty if the listing does not say it
 */
public record UploadFolder(String name, Optional<Instant> written) {
  /** The names of such folders, wherever they stand in a text. */
  public static final Pattern NAME =
      Pattern.compile("spark-upload-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
}
