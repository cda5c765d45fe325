package io.github.tidydag.render;

import io.github.tidydag.janitor.Ages;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.Owner;
import io.github.tidydag.janitor.Tally;
import io.github.tidydag.janitor.Verdict;
import io.github.tidydag.render.PlanPageView.Edge;
import io.github.tidydag.render.PlanPageView.Node;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cleanup plan as one page that needs nothing else: numbers, charts, and who owns whom. */
public final class PlanPage {
  private static final int MOST_DELETIONS = 500;
  private static final int ACROSS = 300;
  private static final int DOWN = 74;
  private static final int BOX_WIDTH = 210;
  private static final int BOX_HEIGHT = 44;

  /** The picture's columns: who owns the most stands on the left. */
  private static final List<String> TOPS =
      List.of("nobody", "ScheduledSparkApplication", "SparkApplication", "Pod");

  private final CleanupPlan plan;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private PlanPage(CleanupPlan plan) {
    this.plan = plan;
  }

  /** The page. */
  public static String of(CleanupPlan plan, Templates templates) {
    return templates.render("janitor-plan.html.ftl", "plan", new PlanPage(plan).view());
  }

  private PlanPageView view() {
    Map<String, Long> ages = Tally.garbageBy(plan, j -> Tally.age(plan, j));
    Map<String, Long> inOrder = new LinkedHashMap<>();
    Tally.AGES.forEach(age -> inOrder.put(age, ages.getOrDefault(age, 0L)));
    List<Edge> edges = picture();
    return new PlanPageView(
        plan.source(),
        plan.taken().truncatedTo(ChronoUnit.SECONDS).toString(),
        plan.options().policy().word() + ", minimum age " + Ages.words(plan.options().age()),
        verdicts(),
        List.of(
            Chart.of("Garbage by age", inOrder),
            Chart.of("Garbage by application", Tally.garbageBy(plan, Judgement::application)),
            Chart.of("Garbage by namespace", Tally.garbageBy(plan, j -> j.resource().namespace()))),
        List.copyOf(nodes.values()),
        edges,
        BOX_WIDTH,
        nodes.values().stream().mapToInt(n -> n.x() + BOX_WIDTH + 10).max().orElse(0),
        nodes.values().stream().mapToInt(n -> n.y() + BOX_HEIGHT + 10).max().orElse(0),
        plan.deletions().stream().limit(MOST_DELETIONS).map(PlanPage::deletion).toList(),
        Math.max(0, plan.deletions().size() - MOST_DELETIONS),
        Chart.bars(Tally.kept(plan)),
        plan.gaps().stream()
            .map(
                g ->
                    g.kind()
                        + " in "
                        + (g.namespace().isEmpty() ? "all namespaces" : g.namespace())
                        + ": "
                        + g.reason())
            .toList());
  }

  private List<Chart.Bar> verdicts() {
    Map<Verdict, Tally.Objects> objects = Tally.byVerdict(plan);
    long most = objects.values().stream().mapToLong(Tally.Objects::count).max().orElse(1);
    return objects.entrySet().stream()
        .map(e -> Chart.Bar.of(e.getKey().name(), e.getValue().kinds(), e.getValue().count(), most))
        .toList();
  }

  private static PlanPageView.Deletion deletion(CleanupPlan.Deletion one) {
    return new PlanPageView.Deletion(
        one.verdict().name(),
        one.resource().namespace(),
        one.resource().kindName() + "/" + one.resource().name(),
        one.evidence(),
        one.takes().size());
  }

  /** Places a box for each kind, and returns the lines between them. */
  private List<Edge> picture() {
    Map<String, long[]> counts = new TreeMap<>();
    Map<String, Map<String, Long>> owned = new TreeMap<>();
    for (Judgement one : plan.judgements()) {
      String kind = one.resource().kindName();
      long[] count = counts.computeIfAbsent(kind, k -> new long[2]);
      count[0]++;
      count[1] += one.verdict().isGarbage() ? 1 : 0;
      List<String> owners = one.resource().owners().stream().map(Owner::kind).distinct().toList();
      for (String owner : owners.isEmpty() ? List.of(TOPS.get(0)) : owners) {
        owned.computeIfAbsent(owner, o -> new TreeMap<>()).merge(kind, 1L, Long::sum);
        counts.computeIfAbsent(owner, k -> new long[2]);
      }
    }
    int[] rows = new int[TOPS.size() + 1];
    counts.forEach(
        (kind, count) -> {
          int known = TOPS.indexOf(kind);
          int column = known >= 0 ? known : owned.containsKey(kind) ? 1 : TOPS.size();
          nodes.put(
              kind,
              new Node(kind, 10 + column * ACROSS, 10 + rows[column]++ * DOWN, count[0], count[1]));
        });
    List<Edge> edges = new ArrayList<>();
    owned.forEach(
        (owner, kinds) ->
            kinds.forEach(
                (kind, count) -> {
                  Node from = nodes.get(owner);
                  Node to = nodes.get(kind);
                  if (from != null && to != null && !from.equals(to)) {
                    edges.add(edge(from, to, count));
                  }
                }));
    return edges;
  }

  private static Edge edge(Node from, Node to, long count) {
    return new Edge(
        from.x() + BOX_WIDTH,
        from.y() + BOX_HEIGHT / 2,
        to.x(),
        to.y() + BOX_HEIGHT / 2,
        1 + Long.toString(count).length(),
        count);
  }
}
