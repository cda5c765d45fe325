package io.github.tidydag.render;

import java.util.List;

/** What {@code janitor-plan.html.ftl} sees. */
public record PlanPageView(
    String source,
    String taken,
    String policy,
    List<Chart.Bar> verdicts,
    List<Chart> charts,
    List<Node> nodes,
    List<Edge> edges,
    int boxWidth,
    int width,
    int height,
    List<Deletion> deletions,
    int moreDeletions,
    List<Chart.Bar> kept,
    List<String> unread) {

  /**
   * A box of the picture of owners.
   *
   * @param garbage of all {@code count}
   */
  public record Node(String name, int x, int y, long count, long garbage) {}

  /** A line from owner to owned, with how many are owned so. */
  public record Edge(int x1, int y1, int x2, int y2, int thickness, long count) {}

  /** Something to delete. */
  public record Deletion(
      String verdict, String namespace, String object, List<String> evidence, int takes) {}
}
