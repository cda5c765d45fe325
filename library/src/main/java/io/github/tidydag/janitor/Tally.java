package io.github.tidydag.janitor;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a plan comes to, counted. */
public final class Tally {
  /** Groups of age, the youngest first. */
  public static final List<String> AGES =
      List.of(
          "under a day",
          "1 to 6 days",
          "7 to 29 days",
          "30 to 89 days",
          "90 days and more",
          "unknown");

  private static final int[] DAYS = {1, 7, 30, 90};

  private Tally() {}

  /** The objects of a verdict: how many, and of which kinds, such as {@code ConfigMap 3, Pod 2}. */
  public record Objects(long count, String kinds) {}

  /** Objects by verdict; one that nothing has is left out. */
  public static Map<Verdict, Objects> byVerdict(CleanupPlan plan) {
    Map<Verdict, Objects> all = new EnumMap<>(Verdict.class);
    plan.judgements().stream()
        .collect(
            Collectors.groupingBy(
                Judgement::verdict,
                Collectors.groupingBy(
                    j -> j.resource().kindName(), TreeMap::new, Collectors.counting())))
        .forEach(
            (verdict, kinds) ->
                all.put(
                    verdict,
                    new Objects(
                        kinds.values().stream().mapToLong(n -> n).sum(),
                        kinds.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(", ")))));
    return all;
  }

  /** Kinds and how many, such as {@code 4 ConfigMap, 3 Pod}. */
  public static String kinds(Stream<Resource> resources) {
    return resources
        .collect(Collectors.groupingBy(Resource::kindName, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Garbage by something of it, the most first. */
  public static Map<String, Long> garbageBy(CleanupPlan plan, Function<Judgement, String> key) {
    Map<String, Long> counts =
        plan.judgements().stream()
            .filter(j -> j.verdict().isGarbage())
            .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }

  /** The group of {@link #AGES} that an object is in. */
  public static String age(CleanupPlan plan, Judgement judgement) {
    if (judgement.resource().created().isEmpty()) {
      return AGES.get(DAYS.length + 1);
    }
    long days = Duration.between(judgement.resource().created().get(), plan.taken()).toDays();
    int group = 0;
    while (group < DAYS.length && days >= DAYS[group]) {
      group++;
    }
    return AGES.get(group);
  }

  /** Verdict and evidence of what is kept, and of how many objects each. */
  public static Map<String, Long> kept(CleanupPlan plan) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    plan.judgements().stream()
        .filter(j -> !j.verdict().isGarbage())
        .forEach(
            j ->
                reasons.merge(
                    j.verdict() + " " + String.join("; ", j.evidence()), 1L, (a, b) -> a + b));
    return reasons;
  }
}
