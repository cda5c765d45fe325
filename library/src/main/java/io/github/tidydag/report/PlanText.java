package io.github.tidydag.report;

import io.github.tidydag.janitor.Ages;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A cleanup plan for people: sums first, then what to delete, then why the rest stays. */
public final class PlanText {
  private static final int MOST_LINES = 20;

  private PlanText() {}

  /** The plan in words. */
  public static String of(CleanupPlan plan) {
    StringBuilder out = new StringBuilder();
    out.append(plan.source()).append(", ").append(plan.taken()).append('\n');
    out.append("policy ")
        .append(plan.options().policy().word())
        .append(", minimum age ")
        .append(Ages.words(plan.options().age()))
        .append("\n\n");
    verdicts(plan, out);
    counts("garbage by application", plan, Judgement::application, out);
    counts("garbage by age", plan, j -> age(plan, j), out);
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
                .append(reason)
                .append('\n'));
  }

  private static void verdicts(CleanupPlan plan, StringBuilder out) {
    for (Verdict verdict : Verdict.values()) {
      Map<String, Long> kinds =
          plan.judgements().stream()
              .filter(j -> j.verdict() == verdict)
              .collect(
                  Collectors.groupingBy(
                      j -> j.resource().kindName(), TreeMap::new, Collectors.counting()));
      if (!kinds.isEmpty()) {
        out.append("%-9s %6d  ".formatted(verdict, kinds.values().stream().mapToLong(n -> n).sum()))
            .append(
                kinds.entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", ")))
            .append('\n');
      }
    }
    out.append('\n');
  }

  @FunctionalInterface
  private interface Key {
    String of(Judgement judgement);
  }

  private static void counts(String title, CleanupPlan plan, Key key, StringBuilder out) {
    Map<String, Long> counts =
        plan.judgements().stream()
            .filter(j -> j.verdict().isGarbage())
            .collect(Collectors.groupingBy(key::of, TreeMap::new, Collectors.counting()));
    if (counts.isEmpty()) {
      return;
    }
    out.append(title).append(":\n");
    List<Map.Entry<String, Long>> most =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .toList();
    most.stream()
        .limit(MOST_LINES)
        .forEach(
            e -> out.append("%8d  %s%n".formatted(e.getValue(), e.getKey()).replace("\r", "")));
    more(most.size(), out);
    out.append('\n');
  }

  private static void more(int size, StringBuilder out) {
    if (size > MOST_LINES) {
      out.append("          and ").append(size - MOST_LINES).append(" more\n");
    }
  }

  private static String age(CleanupPlan plan, Judgement judgement) {
    if (judgement.resource().created().isEmpty()) {
      return "unknown";
    }
    long days = Duration.between(judgement.resource().created().get(), plan.taken()).toDays();
    return days < 1
        ? "under a day"
        : days < 7
            ? "1 to 6 days"
            : days < 30 ? "7 to 29 days" : days < 90 ? "30 to 89 days" : "90 days and more";
  }

  private static void deletions(CleanupPlan plan, StringBuilder out) {
    for (CleanupPlan.Deletion one : plan.deletions().stream().limit(MOST_LINES).toList()) {
      out.append(one.verdict())
          .append(' ')
          .append(one.resource().namespace())
          .append('/')
          .append(one.resource().kindName())
          .append('/')
          .append(one.resource().name())
          .append(one.takes().isEmpty() ? "" : ", with " + one.takes().size() + " more")
          .append('\n');
      one.evidence().forEach(line -> out.append("    ").append(line).append('\n'));
    }
    more(plan.deletions().size(), out);
    if (!plan.deletions().isEmpty()) {
      out.append('\n');
    }
  }

  /** Of each reason, the first few. */
  private static void kept(CleanupPlan plan, StringBuilder out) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    plan.judgements().stream()
        .filter(j -> !j.verdict().isGarbage())
        .forEach(
            j ->
                reasons.merge(
                    j.verdict() + " " + String.join("; ", j.evidence()), 1L, (a, b) -> a + b));
    reasons.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(
            e ->
                out.append(e.getKey())
                    .append(e.getValue() == 1 ? "" : " (" + e.getValue() + " objects)")
                    .append('\n'));
    more(reasons.size(), out);
    if (!reasons.isEmpty()) {
      out.append('\n');
    }
  }
}
