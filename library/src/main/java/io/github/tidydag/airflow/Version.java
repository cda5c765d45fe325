package io.github.tidydag.airflow;

import java.util.Arrays;
import java.util.List;

/**
 * A dotted version of numbers, such as {@code 10.25.0}; a missing part counts as zero.
 *
 * @param parts the numbers, most significant first
 */
public record Version(List<Integer> parts) implements Comparable<Version> {
  public Version {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a version.
   *
   * @throws NumberFormatException when a part is not a number
   */
  public static Version parse(String text) {
    return new Version(Arrays.stream(text.split("\\.", -1)).map(Integer::valueOf).toList());
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = Integer.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  @Override
  public String toString() {
    return String.join(".", parts.stream().map(String::valueOf).toList());
  }
}
