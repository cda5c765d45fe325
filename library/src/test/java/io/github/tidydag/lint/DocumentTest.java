package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rules learn of documents, seen through one that writes it down. */
final class DocumentTest {
  private static final String POD = "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: %s}]}\n";

  private static List<String> seen(String file, String text) {
    List<String> seen = new ArrayList<>();
    RuleInfo info = new RuleInfo("SEE001", "see", Severity.INFO, "s", "w", "r", Set.of());
    Rule rule =
        new Rule() {
          @Override
          public RuleInfo info() {
            return info;
          }

          @Override
          public void check(Document document, Sink sink) {
            seen.add(
                document.kind()
                    + (document.isPodTemplate() ? " template" : "")
                    + (document.isPartial() ? " partial" : ""));
          }
        };
    new Linter(List.of(rule), Settings.DEFAULT).lint(new SourceText(file, text));
    return seen;
  }

  @Test
  void tells_pod_templates_from_pods() {
    assertThat(seen("a.yaml", POD.formatted("main"))).containsExactly("POD");
    assertThat(seen("a.yaml", POD.formatted("base"))).containsExactly("POD template");
    assertThat(seen("pod_templates/a.yaml", POD.formatted("main"))).containsExactly("POD template");
    assertThat(seen("my-pod-template.yaml", "spec: {containers: []}"))
        .containsExactly("POD template");
    assertThat(seen("pod_template.yaml", "apiVersion: v1\nkind: Service\nspec: {}"))
        .containsExactly("OTHER");
  }

  @Test
  void looks_into_lists_and_past_what_is_no_object() {
    assertThat(
            seen(
                "a.yaml",
                """
                kind: PodList
                items: [{apiVersion: v1, kind: Pod}, {kind: List, items: [{apiVersion: batch/v1, \
                kind: Job}]}]
                ---
                - a
                ---
                {}
                ---
                just text
                """))
        .containsExactly("POD", "JOB");
  }

  @Test
  void items_of_a_list_of_one_kind_need_not_repeat_it() {
    assertThat(
            seen(
                "a.yaml",
                """
                apiVersion: batch/v1
                kind: CronJobList
                items: [{metadata: {name: a}}, {kind: Job}, {apiVersion: v1, kind: Pod}, {}, null]
                ---
                apiVersion: batch/v1
                kind: OtherList
                items: [{metadata: {name: a}}]
                """))
        .containsExactly("CRON_JOB", "OTHER", "POD", "OTHER");
  }

  @Test
  void a_rule_that_breaks_says_which_and_where() {
    RuleInfo info = new RuleInfo("BAD001", "bad", Severity.INFO, "s", "w", "r", Set.of());
    Rule rule =
        new Rule() {
          @Override
          public RuleInfo info() {
            return info;
          }

          @Override
          public void check(Document document, Sink sink) {
            throw new IllegalStateException("so there");
          }
        };
    Linter linter = new Linter(List.of(rule), Settings.DEFAULT);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                RuleFailure.class, () -> linter.lint(new SourceText("a.yaml", "\na: b\n"))))
        .hasMessageContaining("a.yaml:2:1: the rule BAD001 broke")
        .hasMessageContaining("so there");
  }
}
