package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Fixes of rules that do as they please. */
final class FixesTest {
  /** Finds every scalar that a function has a fix for. */
  private record Letters(RuleInfo info, BiFunction<Node.Scalar, Document, Optional<Fix>> fix)
      implements Rule {
    @Override
    public void check(Document document, Sink sink) {
      for (Node.Entry entry : document.root().entries()) {
        if (entry.value() instanceof Node.Scalar value) {
          fix.apply(value, document).ifPresent(f -> sink.value(value, "is wrong", f));
        }
      }
    }
  }

  @Test
  void repeats_until_nothing_changes() {
    Rule shorter =
        rule(
            "SPK901",
            value ->
                value.text().length() > 1
                    ? Optional.of(replace(value, value.text().substring(1), true))
                    : Optional.empty());
    Fixes.Result result = fix("a: xxx\nb: [x]\nc: yyyy # keep\n", true, shorter);
    // a fix that leaves its finding is none
    assertThat(result.text().text()).isEqualTo("a: xxx\nb: [x]\nc: yyyy # keep\n");
    assertThat(result.refused()).hasSize(2);
    Rule toOne =
        rule(
            "SPK901",
            value ->
                value.text().startsWith("x")
                    ? Optional.of(replace(value, "y" + value.text().substring(1), true))
                    : Optional.empty());
    assertThat(fix("a: xxx\nb: [x]\nc: yyyy # keep\n", true, toOne).text().text())
        .isEqualTo("a: yxx\nb: [x]\nc: yyyy # keep\n");
  }

  @Test
  void none_is_safe_where_jinja_chooses_between_lines() {
    Rule rule =
        rule("SPK901", v -> begins(v, "x") ? Optional.of(replace(v, "y", true)) : Optional.empty());
    String text = "a: x\n{% if b %}\nc: x\n{% endif %}\n";
    assertThat(fix(text, false, rule).text().text()).isEqualTo(text);
    assertThat(fix(text, true, rule).text().text()).isEqualTo(text.replace(": x", ": y"));
  }

  @Test
  void takes_one_of_two_that_overlap_and_then_the_other() {
    Rule front =
        rule(
            "SPK901",
            v ->
                begins(v, "x")
                    ? Optional.of(replace(v, "y" + v.text().substring(1), true))
                    : Optional.empty());
    Rule back =
        rule(
            "SPK902",
            v ->
                v.text().endsWith("x")
                    ? Optional.of(replace(v, v.text().replaceAll("x$", "z"), true))
                    : Optional.empty());
    Fixes.Result result = fix("a: x-x\n", true, front, back);
    assertThat(result.text().text()).isEqualTo("a: y-z\n");
    assertThat(result.fixed()).hasSize(2);
    assertThat(result.left()).isEmpty();
  }

  @Test
  void does_not_keep_what_brings_another_finding() {
    Rule harmful =
        rule(
            "SPK901",
            v -> begins(v, "x") ? Optional.of(replace(v, "bad", true)) : Optional.empty());
    Rule broken =
        rule("SPK902", v -> begins(v, "k") ? Optional.of(replace(v, "[", true)) : Optional.empty());
    Rule other =
        rule(
            "SPK903",
            v -> begins(v, "bad") ? Optional.of(replace(v, "bad", true)) : Optional.empty());
    Rule good =
        rule(
            "SPK904",
            v -> begins(v, "q") ? Optional.of(replace(v, "good", true)) : Optional.empty());
    Fixes.Result result = fix("a: x\nb: q\nc: k\nd: q\n", true, harmful, broken, other, good);
    assertThat(result.text().text()).isEqualTo("a: x\nb: good\nc: k\nd: good\n");
    assertThat(result.refused()).extracting(f -> f.rule().id()).containsExactly("SPK901", "SPK902");
    assertThat(result.left()).isEqualTo(result.refused());
  }

  @Test
  void leaves_unsafe_ones_unless_told() {
    Rule unsafe =
        rule(
            "SPK901", v -> begins(v, "x") ? Optional.of(replace(v, "y", false)) : Optional.empty());
    Fixes.Result left = fix("a: x\n", false, unsafe);
    assertThat(left.text().text()).isEqualTo("a: x\n");
    assertThat(left.left()).hasSize(1);
    assertThat(left.refused()).isEmpty();
    assertThat(fix("a: x\n", true, unsafe).text().text()).isEqualTo("a: y\n");
  }

  @Test
  void makes_a_fix_of_many_findings_once() {
    Rule rule =
        rule("SPK901", v -> begins(v, "x") ? Optional.of(replace(v, "y", true)) : Optional.empty());
    Fixes.Result result = fix("a: &a x\nb: *a\n", true, rule);
    assertThat(result.text().text()).isEqualTo("a: &a y\nb: *a\n");
    assertThat(result.fixed()).hasSize(2);
  }

  @Test
  void sees_fixes_in_lines_that_end_otherwise() {
    Rule rule =
        rule("SPK901", v -> begins(v, "x") ? Optional.of(replace(v, "y", true)) : Optional.empty());
    assertThat(fix("a: \"\u2028\"\nb: \"\u0085 \uFEFF\"\nc: x\rd: 1\n", true, rule).text().text())
        .isEqualTo("a: \"\u2028\"\nb: \"\u0085 \uFEFF\"\nc: y\rd: 1\n");
  }

  private static boolean begins(Node.Scalar value, String start) {
    return value.text().startsWith(start);
  }

  private static Rule rule(String id, java.util.function.Function<Node.Scalar, Optional<Fix>> fix) {
    return new Letters(
        new RuleInfo(id, "letters", Severity.ERROR, "s", "w", "r", Set.of()),
        (value, document) -> fix.apply(value));
  }

  private static Fix replace(Node.Scalar value, String with, boolean safe) {
    return new Fix("write " + with, safe, List.of(Edits.replace(value, with)));
  }

  private static Fixes.Result fix(String text, boolean unsafe, Rule... rules) {
    Linter linter = new Linter(List.of(rules), Settings.DEFAULT);
    return Fixes.apply(new SourceText("f.yaml", text), linter::lint, unsafe);
  }
}
