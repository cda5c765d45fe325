package io.github.tidydag.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bars under a title, for a page. */
public record Chart(String title, List<Bar> bars) {
  private static final int MOST_BARS = 15;

  /**
   * A line of a chart.
   *
   * @param percent of the longest
   */
  public record Bar(String name, String detail, long count, int percent) {
    static Bar of(String name, String detail, long count, long most) {
      return new Bar(name, detail, count, (int) (count * 100 / Math.max(1, most)));
    }
  }

  public Chart {
    bars = List.copyOf(bars);
  }

  /** A chart of counts, in their order; what is behind the first ones is summed. */
  static Chart of(String title, Map<String, Long> counts) {
    return new Chart(title, bars(counts));
  }

  static List<Bar> bars(Map<String, Long> counts) {
    long most = counts.values().stream().mapToLong(n -> n).max().orElse(1);
    List<Bar> bars = new ArrayList<>();
    long others = 0;
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      if (bars.size() < MOST_BARS) {
        bars.add(Bar.of(entry.getKey(), "", entry.getValue(), most));
      } else {
        others += entry.getValue();
      }
    }
    if (others > 0) {
      bars.add(Bar.of("all others", "", others, Math.max(most, others)));
    }
    return bars;
  }
}
