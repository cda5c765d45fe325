package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.spark.SparkMemory;
import io.github.tidydag.tables.Lazy;
import io.github.tidydag.tables.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys of {@code sparkConf} that Spark reads, read when first asked for. */
final class SparkConfKeys {
  private static final int LETTERS = 32;

  private final Lazy<Set<String>> names = new Lazy<>(SparkConfKeys::read);

  /** Whether Spark reads a key, by itself or as one of a family. */
  boolean has(String key) {
    if (names.get().contains(key)) {
      return true;
    }
    for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
      if (names.get().contains(key.substring(0, dot + 1))) {
        return true;
      }
    }
    return false;
  }

  /** The key that somebody probably meant, within so many edits. */
  Optional<String> nearest(String key, int edits) {
    Set<String> candidates = new TreeSet<>();
    for (String name : names.get()) {
      if (name.equalsIgnoreCase(key)) {
        return Optional.of(name);
      }
      if (Math.abs(name.length() - key.length()) <= edits
          && !name.endsWith(".")
          && mayBeNear(name, key, edits)) {
        candidates.add(name);
      }
    }
    return Spelling.nearest(key, candidates);
  }

  /** Each edit changes the number of two letters at most; much cheaper than to count edits. */
  private static boolean mayBeNear(String name, String key, int edits) {
    int[] letters = new int[LETTERS];
    for (int i = 0; i < name.length(); i++) {
      letters[Character.toLowerCase(name.charAt(i)) % LETTERS]++;
    }
    for (int i = 0; i < key.length(); i++) {
      letters[Character.toLowerCase(key.charAt(i)) % LETTERS]--;
    }
    int different = 0;
    for (int letter : letters) {
      different += Math.abs(letter);
    }
    return different <= 2 * edits;
  }

  private static Set<String> read() {
    try (InputStream in = SparkMemory.class.getResourceAsStream("conf-keys.txt")) {
      if (in == null) {
        throw new IllegalStateException("conf-keys.txt is not on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith("spark."))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
