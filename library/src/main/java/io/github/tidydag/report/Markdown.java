package io.github.tidydag.report;

import java.util.regex.Pattern;

/** The little of Markdown that rules are written in. */
final class Markdown {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#&~]");
  private static final Pattern LINE_BREAK = Pattern.compile("(?<!\n)\n(?![\n-])");

  private Markdown() {}

  /** Its text without marks, a paragraph on a line. */
  static String plain(String markdown) {
    return LINE_BREAK.matcher(markdown.strip()).replaceAll(" ").replace("`", "");
  }

  /** Any text as one that Markdown shows as it is. */
  static String escaped(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
