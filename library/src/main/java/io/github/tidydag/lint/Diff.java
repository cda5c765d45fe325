package io.github.tidydag.lint;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Unified diffs that {@code patch} and {@code git apply} take, where they hide no secret. */
public final class Diff {
  private static final Pattern LINE = Pattern.compile("(?<=\n)");
  private static final String HIDDEN = "(a line with a secret)\n";
  private static final String NO_END = "\n\\ No newline at end of file\n";

  private Diff() {}

  /**
   * How a file changes; empty if it does not.
   *
   * @param path with slashes, relative
   * @param before as on disk: the carriage return of a line end is part of its line
   * @param secrets what stands in lines that are not shown, without the spaces around
   */
  public static String unified(String path, FileText before, FileText after, Set<String> secrets) {
    if (before.equals(after)) {
      return "";
    }
    List<String> old = lines(before.raw());
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + path, "b/" + path, old, DiffUtils.diff(old, lines(after.raw())), 3);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean bare = i < 2 || line.startsWith("@@ ");
      if (!bare && !line.isBlank() && secrets.contains(line.substring(1).strip())) {
        line = line.charAt(0) + HIDDEN;
      }
      out.append(line).append(line.endsWith("\n") ? "" : bare ? "\n" : NO_END);
    }
    return out.toString();
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(LINE.split(text));
  }
}
