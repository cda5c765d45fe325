package io.github.tidydag.uploads;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program printed that lists a store: one that says a time and a path in a line, as {@code
 * hdfs dfs -ls}, {@code aws s3 ls --recursive}, {@code gcloud storage ls -l}, {@code mc ls} and
 * {@code ls -l --time-style=full-iso} do.
 */
public final class UploadListing {
  private static final Pattern TIME =
      Pattern.compile(
          "\\b(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)"
              + "(Z\\b| ?[+-]\\d\\d:?\\d\\d\\b)?");

  /** A folder of that very name, and no copy of it of a longer one. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.-])" + UploadFolder.NAME.pattern() + "(?![\\w.-])");

  /** Spark runs on Kubernetes since 2.3.0; an earlier time is a store's word for none. */
  private static final Instant FIRST_SPARK = Instant.parse("2018-02-28T00:00:00Z");

  private UploadListing() {}

  /**
   * The folders of a listing by name; what else is in it is no concern of ours. A folder was
   * written when the newest of its lines says so; a time without an offset is UTC.
   */
  public static List<UploadFolder> read(BufferedReader lines) throws IOException {
    Map<String, Optional<Instant>> written = new TreeMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher name = NAME.matcher(line);
      if (name.find()) {
        written.merge(name.group(), time(line), UploadListing::later);
      }
    }
    return written.entrySet().stream()
        .map(e -> new UploadFolder(e.getKey(), e.getValue()))
        .toList();
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || other.filter(o -> o.isAfter(one.get())).isPresent() ? other : one;
  }

  /** Of several times, of which a path may hold some, the newest; none if one of them is none. */
  private static Optional<Instant> time(String line) {
    Matcher time = TIME.matcher(line);
    Optional<Instant> newest = Optional.empty();
    while (time.find()) {
      Optional<Instant> one = time(time);
      if (one.isEmpty()) {
        return one;
      }
      newest = later(newest, one);
    }
    return newest;
  }

  private static Optional<Instant> time(Matcher time) {
    try {
      LocalDateTime local = LocalDateTime.parse(time.group(1) + "T" + time.group(2));
      String offset = time.group(3);
      Instant at = local.toInstant(offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset.strip()));
      return Optional.of(at).filter(FIRST_SPARK::isBefore);
    } catch (DateTimeException e) {
      return Optional.empty(); // the 31st of February
    }
  }
}
