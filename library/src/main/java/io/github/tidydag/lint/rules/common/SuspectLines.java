package io.github.tidydag.lint.rules.common;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a text that may hold a secret, by the names in them alone: for texts that cannot be
 * read, of which no rule says where secrets are.
 */
public final class SuspectLines {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.-]{2,}");

  /** A name whose value stands in the next line: {@code - name: DB_PASSWORD}, {@code token: |}. */
  private static final Pattern GOES_ON =
      Pattern.compile(".*(?:[:|>]|name: *[\"']?[\\w.-]+[\"']?)\\s*");

  private SuspectLines() {}

  /** The lines, empty where they name a secret, or stand below one that goes on there. */
  public static List<String> without(List<String> lines) {
    List<String> left = new ArrayList<>();
    boolean isBelow = false;
    for (String line : lines) {
      boolean isSuspect = namesSecret(line);
      left.add(isSuspect || isBelow ? "" : line);
      isBelow = isSuspect && GOES_ON.matcher(line).matches();
    }
    return left;
  }

  private static boolean namesSecret(String line) {
    if (SecretText.inLines(line) != null || SecretText.inWords(line) != null) {
      return true;
    }
    Matcher name = NAME.matcher(line);
    while (name.find()) {
      if (SecretNames.isSecret(name.group())) {
        return true;
      }
    }
    return false;
  }
}
