package io.github.tidydag.preview;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects remarks in the order in which they are found, each once. */
final class Remarks {
  private final Set<Remark> found = new LinkedHashSet<>();

  void add(String pointer, String format, Object... values) {
    found.add(new Remark(pointer, String.format(Locale.ROOT, format, values)));
  }

  List<Remark> found() {
    return List.copyOf(found);
  }

  /** A name as one step of a JSON pointer (RFC 6901). */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
