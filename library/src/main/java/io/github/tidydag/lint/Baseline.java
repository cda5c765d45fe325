package io.github.tidydag.lint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Findings that a project has had for long, and does not want to hear of until it mends them. */
public final class Baseline {
  /**
   * Findings that are alike.
   *
   * @param count how many there are
   */
  public record Entry(
      String fingerprint, String rule, String file, String object, String path, int count)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byFile = file.compareTo(other.file);
      int byRule = byFile != 0 ? byFile : rule.compareTo(other.rule);
      return byRule != 0 ? byRule : fingerprint.compareTo(other.fingerprint);
    }

    private Entry times(int times) {
      return new Entry(fingerprint, rule, file, object, path, times);
    }
  }

  /**
   * Findings against a baseline.
   *
   * @param fresh what it does not have
   * @param known what it has
   */
  public record Comparison(List<Finding> fresh, List<Finding> known) {
    public Comparison {
      fresh = List.copyOf(fresh);
      known = List.copyOf(known);
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();

  /** A baseline of entries; of those with the same fingerprint the last counts. */
  public Baseline(Collection<Entry> entries) {
    entries.forEach(entry -> this.entries.put(entry.fingerprint(), entry));
  }

  /**
   * A baseline of all findings.
   *
   * @param naming what the baseline calls a file
   */
  public static Baseline of(Collection<Finding> findings, UnaryOperator<String> naming) {
    Map<String, Entry> found = new HashMap<>();
    for (Finding finding : findings) {
      String file = naming.apply(finding.at().file());
      String fingerprint = Fingerprint.of(finding, file);
      Entry before = found.get(fingerprint);
      found.put(
          fingerprint,
          before != null
              ? before.times(before.count() + 1)
              : new Entry(
                  fingerprint, finding.rule().id(), file, finding.object(), finding.path(), 1));
    }
    return new Baseline(found.values());
  }

  /** How many findings it has. */
  public int size() {
    return entries.values().stream().mapToInt(Entry::count).sum();
  }

  /** What it has, by file and rule. */
  public List<Entry> entries() {
    return entries.values().stream().sorted().toList();
  }

  /** What is not in it. Of findings that are alike, the first ones are known. */
  public Comparison compare(Collection<Finding> findings, UnaryOperator<String> naming) {
    Map<String, Integer> seen = new HashMap<>();
    List<Finding> fresh = new ArrayList<>();
    List<Finding> known = new ArrayList<>();
    for (Finding finding : findings) {
      String fingerprint = Fingerprint.of(finding, naming.apply(finding.at().file()));
      Entry entry = entries.get(fingerprint);
      boolean isFresh = entry == null || seen.merge(fingerprint, 1, Integer::sum) > entry.count();
      (isFresh ? fresh : known).add(finding);
    }
    return new Comparison(fresh, known);
  }

  /**
   * Without what is found no more.
   *
   * @param now what is found
   * @param lookedAt the files that were looked at; entries of others stay
   */
  public Baseline prune(Baseline now, Predicate<String> lookedAt) {
    List<Entry> left = new ArrayList<>();
    for (Entry entry : entries.values()) {
      Entry found = now.entries.get(entry.fingerprint());
      if (!lookedAt.test(entry.file())) {
        left.add(entry);
      } else if (found != null) {
        left.add(entry.times(Math.min(entry.count(), found.count())));
      }
    }
    return new Baseline(left);
  }

  /**
   * With what is found, and without what is found no more.
   *
   * @param now what is found
   * @param lookedAt the files that were looked at; entries of others stay
   */
  public Baseline update(Baseline now, Predicate<String> lookedAt) {
    List<Entry> left = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (!lookedAt.test(entry.file())) {
        left.add(entry);
      }
    }
    left.addAll(now.entries.values());
    return new Baseline(left);
  }
}
