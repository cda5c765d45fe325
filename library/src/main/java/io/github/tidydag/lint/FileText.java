package io.github.tidydag.lint;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file's text as it is on disk: it remembers the byte order mark and the line ends that {@link
 * SourceText} leaves out.
 *
 * @param raw the whole of it
 */
public record FileText(String raw) {
  private static final String MARK = "\uFEFF";
  private static final Pattern LINE = Pattern.compile("(?<=\n)");

  /** Without a byte order mark, and with {@code \n} as line ends. */
  public String text() {
    return (raw.startsWith(MARK) ? raw.substring(1) : raw).replace("\r\n", "\n");
  }

  /**
   * Another text with this one's byte order mark and line ends. A line that is the same keeps its
   * end; a new one gets the end that most have.
   */
  public FileText with(String changed) {
    String mark = raw.startsWith(MARK) ? MARK : "";
    String body = raw.substring(mark.length());
    int all = count(body, "\n");
    int windows = count(body, "\r\n");
    if (windows == 0) {
      return new FileText(mark + changed);
    }
    if (windows == all) {
      return new FileText(mark + changed.replace("\n", "\r\n"));
    }
    return new FileText(mark + mixed(body, changed, windows > all - windows ? "\r\n" : "\n"));
  }

  private static String mixed(String body, String changed, String end) {
    List<String> old = List.of(LINE.split(body));
    List<String> bare = old.stream().map(line -> line.replace("\r\n", "\n")).toList();
    List<String> now = List.of(LINE.split(changed));
    StringBuilder out = new StringBuilder(changed.length());
    int from = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(bare, now).getDeltas()) {
      int place = delta.getSource().getPosition();
      old.subList(from, place).forEach(out::append);
      delta.getTarget().getLines().forEach(line -> out.append(line.replace("\n", end)));
      from = place + delta.getSource().size();
    }
    old.subList(from, old.size()).forEach(out::append);
    return out.toString();
  }

  private static int count(String text, String wanted) {
    int n = 0;
    for (int i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length())) {
      n++;
    }
    return n;
  }
}
