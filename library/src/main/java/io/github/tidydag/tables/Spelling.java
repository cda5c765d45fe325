package io.github.tidydag.tables;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the name that somebody probably meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * The candidate nearest to what was written: the same name in another case or with other
   * separators, else one within an edit distance of a third of its length, 3 at most.
   */
  public static Optional<String> nearest(String written, Collection<String> candidates) {
    String plain = plain(written);
    TreeMap<String, Integer> near = new TreeMap<>();
    for (String candidate : candidates) {
      int distance = distance(plain, plain(candidate));
      int shorter = Math.min(plain.length(), plain(candidate).length());
      if (distance <= Math.min(3, shorter / 3)) {
        near.put(candidate, distance);
      }
    }
    return near.entrySet().stream()
        .min(Comparator.comparing(entry -> entry.getValue()))
        .map(entry -> entry.getKey());
  }

  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance, where swapping two neighbours also counts as one edit. */
  public static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length()];
  }
}
