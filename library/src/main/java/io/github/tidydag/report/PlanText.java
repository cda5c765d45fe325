package io.github.tidydag.report;

import io.github.tidydag.janitor.Ages;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.Tally;
import io.github.tidydag.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cleanup plan for people: sums first, then what to delete, then why the rest stays. */
public final class PlanText {
  private static final int MOST_LINES = 20;

  private PlanText() {}

  /** The plan in words. */
  public static String of(CleanupPlan plan) {
    StringBuilder out = new StringBuilder();
    out.append(Text.visible(plan.source())).append(", ").append(plan.taken()).append('\n');
    out.append("policy ")
        .append(plan.options().policy().word())
        .append(", minimum age ")
        .append(Ages.words(plan.options().age()))
        .append("\n\n");
    verdicts(plan, out);
    counts("garbage by application", Tally.garbageBy(plan, Judgement::application), out);
    counts("garbage by age", Tally.garbageBy(plan, j -> Tally.age(plan, j)), out);
    deletions(plan, out);
    kept(plan, out);
    gaps(plan, out);
    out.append(plan.deletions().size())
        .append(" to delete, and with them ")
        .append(
            plan.judgements().stream().filter(j -> j.verdict().isGarbage()).count()
                - plan.deletions().size())
        .append(" that Kubernetes collects; nothing was deleted\n");
    return out.toString();
  }

  private static void gaps(CleanupPlan plan, StringBuilder out) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (Gap gap : plan.gaps()) {
      byReason
          .computeIfAbsent(gap.reason(), r -> new ArrayList<>())
          .add(gap.kind() + (gap.namespace().isEmpty() ? "" : " in " + gap.namespace()));
    }
    byReason.forEach(
        (reason, kinds) ->
            out.append("not read: ")
                .append(String.join(", ", kinds))
                .append(": ")
                .append(Text.visible(reason))
                .append('\n'));
  }

  private static void verdicts(CleanupPlan plan, StringBuilder out) {
    Tally.byVerdict(plan)
        .forEach(
            (verdict, objects) ->
                out.append("%-9s %6d  %s\n".formatted(verdict, objects.count(), objects.kinds())));
    out.append('\n');
  }

  private static void counts(String title, Map<String, Long> counts, StringBuilder out) {
    if (counts.isEmpty()) {
      return;
    }
    out.append(title).append(":\n");
    counts.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(e -> out.append("%8d  %s\n".formatted(e.getValue(), Text.visible(e.getKey()))));
    more(counts.size(), out);
    out.append('\n');
  }

  private static void more(int size, StringBuilder out) {
    if (size > MOST_LINES) {
      out.append("          and ").append(size - MOST_LINES).append(" more\n");
    }
  }

  private static void deletions(CleanupPlan plan, StringBuilder out) {
    for (CleanupPlan.Deletion one : plan.deletions().stream().limit(MOST_LINES).toList()) {
      out.append(one.verdict())
          .append(' ')
          .append(Text.visible(one.resource().namespace()))
          .append('/')
          .append(one.resource().kindName())
          .append('/')
          .append(Text.visible(one.resource().name()))
          .append(one.takes().isEmpty() ? "" : ", with " + one.takes().size() + " more")
          .append('\n');
      one.evidence().forEach(line -> out.append("    ").append(Text.visible(line)).append('\n'));
    }
    more(plan.deletions().size(), out);
    if (!plan.deletions().isEmpty()) {
      out.append('\n');
    }
  }

  /** Of each reason, the first few. */
  private static void kept(CleanupPlan plan, StringBuilder out) {
    Map<String, Long> reasons = Tally.kept(plan);
    reasons.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(
            e ->
                out.append(Text.visible(e.getKey()))
                    .append(e.getValue() == 1 ? "" : " (" + e.getValue() + " objects)")
                    .append('\n'));
    more(reasons.size(), out);
    if (!reasons.isEmpty()) {
      out.append('\n');
    }
  }
}
