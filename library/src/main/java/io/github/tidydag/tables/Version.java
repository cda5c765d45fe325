package io.github.tidydag.tables;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A released version of numbers and dots, such as {@code 10.25.0}. Versions are ordered by number;
 * a missing number counts as 0, so that 2.10 and 2.10.0 are equal.
 */
public final class Version implements Comparable<Version> {
  private static final Pattern DOTTED = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})*");

  private final String text;
  private final int[] parts;

  private Version(String text) {
    this.text = text;
    this.parts = Arrays.stream(text.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException if the text is anything but numbers and dots
   */
  public static Version parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    text + " is not a released version; write numbers and dots, as in 10.25.0"));
  }

  /** Reads a version; empty if the text is anything but numbers and dots. */
  public static Optional<Version> tryParse(String text) {
    return DOTTED.matcher(text).matches() ? Optional.of(new Version(text)) : Optional.empty();
  }

  /** The first number: 36 of 36.0.1. */
  public Version major() {
    return new Version(Integer.toString(part(0)));
  }

  /** The first two numbers: 2.10 of 2.10.5. */
  public Version minor() {
    return new Version(part(0) + "." + part(1));
  }

  /** Whether this version is {@code other} or newer. */
  public boolean isAtLeast(Version other) {
    return compareTo(other) >= 0;
  }

  private int part(int index) {
    return index < parts.length ? parts[index] : 0;
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(parts.length, other.parts.length); i++) {
      int order = Integer.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = parts.length - 1; i >= 0; i--) {
      hash = hash == 0 && parts[i] == 0 ? 0 : 31 * hash + parts[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return text;
  }
}
