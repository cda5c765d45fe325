package io.github.tidydag.source;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a Jinja template whose text may be left out of what comes of it. */
public final class JinjaBlocks {
  private static final Pattern TAG =
      Pattern.compile(
          "\\{#.*?#\\}"
              + "|\\{%[-+]?\\s*raw\\b.*?\\bendraw\\s*[-+]?%\\}"
              + "|\\{%[-+]?\\s*(?<word>\\w+).*?%\\}",
          Pattern.DOTALL);

  private static final Set<String> OPTIONAL = Set.of("if", "for", "macro");

  private JinjaBlocks() {}

  /** True if a place of the text is inside such a block. */
  public static boolean mayLeaveOut(String text, Location at) {
    return of(text).test(offset(text, at));
  }

  /** Whether an index of the text is inside such a block, for who asks many times. */
  public static IntPredicate of(String text) {
    NavigableMap<Integer, Integer> depths = new TreeMap<>();
    int depth = 0;
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      String word = tag.group("word");
      if (word != null && OPTIONAL.contains(word)) {
        depth++;
      } else if (word != null && word.startsWith("end") && OPTIONAL.contains(word.substring(3))) {
        depth--;
      }
      depths.put(tag.start(), depth);
    }
    return index -> {
      Map.Entry<Integer, Integer> before = depths.lowerEntry(index);
      return before != null && before.getValue() > 0;
    };
  }

  private static int offset(String text, Location at) {
    int start = 0;
    for (int line = 1; line < at.line(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return text.offsetByCodePoints(start, at.column() - 1);
  }
}
