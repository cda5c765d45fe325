package io.github.tidydag.render;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which text needs no quotes in YAML, whatever version the reader speaks. */
final class PlainYaml {
  private static final Pattern WORDS =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*(?::[A-Za-z0-9_./-]+)*");
  private static final Set<String> TAKEN =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private PlainYaml() {}

  static boolean is(String text) {
    return WORDS.matcher(text).matches() && !TAKEN.contains(text.toLowerCase(Locale.ROOT));
  }
}
