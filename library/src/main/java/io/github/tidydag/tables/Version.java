package io.github.tidydag.tables;

import java.util.Optional;

/**
 * A released version of numbers and dots, such as {@code 10.25.0}. Versions are ordered by number;
 * a missing number counts as 0, so that 2.10 and 2.10.0 are equal.
 */
public final class Version implements Comparable<Version> {
  private static final int MOST_DIGITS = 9;

  private final String text;
  private final int[] parts;

  private Version(String text) {
    this.text = text;
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      count += text.charAt(i) == '.' ? 1 : 0;
    }
    parts = new int[count];
    int part = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        part++;
      } else {
        parts[part] = parts[part] * 10 + (c - '0');
      }
    }
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
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' ? digits == 0 : c < '0' || c > '9' || digits == MOST_DIGITS) {
        return Optional.empty();
      }
      digits = c == '.' ? 0 : digits + 1;
    }
    return digits == 0 ? Optional.empty() : Optional.of(new Version(text));
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
