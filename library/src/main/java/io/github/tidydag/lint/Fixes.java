package io.github.tidydag.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Applies the fixes of findings to a text until none is left to apply. What a fix may not do is
 * seen by looking again: one that leaves its finding, or brings another, is not kept.
 */
public final class Fixes {
  private static final Comparator<Span> ORDER =
      Comparator.comparingInt(Span::from).thenComparingInt(Span::to).thenComparing(Span::text);

  private final SourceText source;
  private final Function<SourceText, List<Finding>> lint;
  private final boolean unsafe;

  private Fixes(SourceText source, Function<SourceText, List<Finding>> lint, boolean unsafe) {
    this.source = source;
    this.lint = lint;
    this.unsafe = unsafe;
  }

  /**
   * What became of a text.
   *
   * @param fixed what was found and is no more; places are those of the text at that time
   * @param left what is found in the new text
   * @param refused those of {@link #left} whose fix was tried and brought nothing or more harm
   */
  public record Result(
      SourceText text, List<Finding> fixed, List<Finding> left, List<Finding> refused) {
    public Result {
      fixed = List.copyOf(fixed);
      left = List.copyOf(left);
      refused = List.copyOf(refused);
    }
  }

  /** An edit by indexes of the text. */
  private record Span(int from, int to, String text) {
    boolean overlaps(Span other) {
      boolean same = from == other.from && to == other.to;
      return same || (from < other.to && other.from < to);
    }
  }

  /**
   * Fixes what can be fixed.
   *
   * @param lint what finds: the fixes of what it does not say (what is suppressed) are not made
   * @param unsafe whether also fixes that change what a document does
   */
  public static Result apply(
      SourceText source, Function<SourceText, List<Finding>> lint, boolean unsafe) {
    return new Fixes(source, lint, unsafe).run();
  }

  /**
   * The text with the edits of these findings' fixes, safe or not, those that overlap left out; a
   * fix that stands in several findings is made once.
   */
  public static SourceText apply(SourceText source, List<Finding> findings) {
    List<Span> spans = new ArrayList<>();
    for (Finding finding : findings) {
      take(source, finding, spans);
    }
    return edited(source, spans);
  }

  private Result run() {
    SourceText text = source;
    List<Finding> findings = lint.apply(text);
    List<Finding> fixed = new ArrayList<>();
    Set<String> refused = new HashSet<>();
    int most = Integer.MAX_VALUE;
    boolean better = false;
    while (true) {
      List<Finding> chosen = choose(text, findings, refused, most);
      if (chosen.isEmpty()) {
        if (!better || refused.isEmpty()) {
          break;
        }
        refused.clear(); // what brought harm to an earlier text may do good to this one
        most = Integer.MAX_VALUE;
        better = false;
        continue;
      }
      SourceText next = apply(text, chosen);
      List<Finding> then = lint.apply(next);
      if (isBetter(findings, then, chosen.size())) {
        fixed.addAll(chosen);
        better = true;
        text = next;
        findings = then;
        most = most > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * most;
      } else if (most == 1) {
        chosen.forEach(finding -> refused.add(Fingerprint.of(finding)));
      } else {
        most = Math.min(most, chosen.size()) / 2 + Math.min(most, chosen.size()) % 2;
      }
    }
    List<Finding> tried =
        findings.stream().filter(finding -> refused.contains(Fingerprint.of(finding))).toList();
    return new Result(text, fixed, findings, tried);
  }

  /** The findings whose fixes are made together: at most so many fixes, none over another. */
  private List<Finding> choose(
      SourceText text, List<Finding> findings, Set<String> refused, int most) {
    List<Finding> chosen = new ArrayList<>();
    List<Span> taken = new ArrayList<>();
    int fixes = 0;
    for (Finding finding : findings) {
      boolean wanted =
          finding.fix().filter(fix -> fix.safe() || unsafe).isPresent()
              && !refused.contains(Fingerprint.of(finding));
      int before = taken.size();
      if (wanted && (fixes < most || taken.containsAll(spans(text, finding)))) {
        if (take(text, finding, taken)) {
          chosen.add(finding);
          fixes += taken.size() > before ? 1 : 0;
        }
      }
    }
    return chosen;
  }

  /** Adds the edits of a fix, if they fit those that are there. */
  private static boolean take(SourceText text, Finding finding, List<Span> taken) {
    List<Span> spans = spans(text, finding);
    if (spans.isEmpty()) {
      return false;
    }
    if (taken.containsAll(spans)) {
      return true; // an alias brings one value to many places
    }
    for (Span span : spans) {
      for (Span other : taken) {
        if (span.overlaps(other)) {
          return false;
        }
      }
    }
    taken.addAll(spans);
    return true;
  }

  private static List<Span> spans(SourceText text, Finding finding) {
    return finding.fix().map(Fix::edits).orElse(List.of()).stream()
        .map(
            edit ->
                new Span(
                    text.offset(edit.at().line(), edit.at().column()),
                    text.offset(edit.at().endLine(), edit.at().endColumn()),
                    edit.text()))
        .toList();
  }

  private static SourceText edited(SourceText source, List<Span> spans) {
    String text = source.text();
    StringBuilder out = new StringBuilder(text.length() + 64);
    int from = 0;
    for (Span span : spans.stream().sorted(ORDER).toList()) {
      out.append(text, from, span.from()).append(span.text());
      from = span.to();
    }
    return new SourceText(source.file(), out.append(text, from, text.length()).toString());
  }

  /** Whether so many are gone and no rule finds more than before. */
  private static boolean isBetter(List<Finding> before, List<Finding> after, int gone) {
    if (after.size() + gone > before.size()) {
      return false;
    }
    Map<String, Integer> count = new HashMap<>();
    before.forEach(finding -> count.merge(finding.rule().id(), 1, Integer::sum));
    after.forEach(finding -> count.merge(finding.rule().id(), -1, Integer::sum));
    return count.values().stream().allMatch(n -> n >= 0);
  }
}
