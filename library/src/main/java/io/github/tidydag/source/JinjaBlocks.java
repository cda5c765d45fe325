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
  private static final Pattern WORD = Pattern.compile("[-+]?\\s*(\\w+)");
  private static final Pattern END_OF_RAW = Pattern.compile("\\bendraw\\s*[-+]?%\\}");

  /** {@code {{- if .Values.x }}} and the like: Go's templates, which Helm and others read. */
  private static final Pattern GO =
      Pattern.compile("\\{\\{-?\\s*(?:(end)\\s*-?\\}\\}|(?:if|range|with)\\s+[^|=}\\s])");

  private static final Set<String> OPTIONAL = Set.of("if", "for", "macro");

  private JinjaBlocks() {}

  /** Whether a text has statements, be they Jinja's or those of Go's templates. */
  public static boolean hasStatements(String text) {
    return text.contains("{%") || (text.contains("{{") && GO.matcher(text).find());
  }

  /** True if a place of the text is inside such a block. */
  public static boolean mayLeaveOut(String text, Location at) {
    return of(text).test(offset(text, at));
  }

  /**
   * Whether an index of the text is inside such a block, for who asks many times. Time is linear:
   * where an end is missing, it is sought once.
   */
  public static IntPredicate of(String text) {
    NavigableMap<Integer, Integer> depths = new TreeMap<>();
    Matcher word = WORD.matcher(text);
    Matcher endOfRaw = END_OF_RAW.matcher(text);
    int lastComment = text.lastIndexOf("#}");
    int lastTag = text.lastIndexOf("%}");
    boolean mayEndRaw = true;
    Matcher go = GO.matcher(text);
    int depth = 0;
    int inGo = 0;
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
      int start = at++;
      if (text.startsWith("#", at) && at < lastComment) {
        at = text.indexOf("#}", at + 1) + 2;
      } else if (text.startsWith("{", at) && go.region(start, text.length()).lookingAt()) {
        boolean ends = go.start(1) >= 0;
        if (!ends || inGo > 0) {
          inGo += ends ? -1 : 1;
          depth += ends ? -1 : 1;
          depths.put(start, depth);
        }
        at = go.end();
      } else if (text.startsWith("%", at)
          && at < lastTag
          && word.region(at + 1, text.length()).lookingAt()) {
        String name = text.substring(word.start(1), word.end());
        if (name.equals("raw") && mayEndRaw) {
          mayEndRaw = endOfRaw.find(word.end());
          at = mayEndRaw ? endOfRaw.end() : at;
        } else {
          depth += OPTIONAL.contains(name) ? 1 : 0;
          depth -= name.startsWith("end") && OPTIONAL.contains(name.substring(3)) ? 1 : 0;
          depths.put(start, depth);
          at = text.indexOf("%}", word.end()) + 2;
        }
      }
    }
    return index -> {
      Map.Entry<Integer, Integer> before = depths.lowerEntry(index);
      return before != null && before.getValue() > 0;
    };
  }

  static int offset(String text, Location at) {
    int start = 0;
    for (int line = 1; line < at.line(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return text.offsetByCodePoints(start, at.column() - 1);
  }
}
