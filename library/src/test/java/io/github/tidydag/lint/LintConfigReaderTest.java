package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LintConfigReaderTest {
  private static final RuleInfo ONE =
      new RuleInfo(
          "SPK001",
          "one",
          Severity.ERROR,
          "s",
          "w",
          "r",
          Set.of(),
          List.of(new RuleInfo.Option("labels", List.of("team"), "m")));
  private static final RuleInfo TWO =
      new RuleInfo("POD002", "two", Severity.INFO, "s", "w", "r", Set.of());

  private static LintConfig read(String operator, String yaml, Problems problems) {
    Node.Mapping lint = (Node.Mapping) YamlReader.readOne("c", yaml, problems).orElseThrow();
    return LintConfigReader.read(
        Optional.of(lint),
        Optional.of(operator),
        List.of(ONE, TWO, SuppressionRules.UNUSED),
        problems);
  }

  @Test
  void reads_all_of_it() {
    Problems problems = new Problems();
    LintConfig config =
        read(
            "apache/0.5.0",
            """
            rules:
              SPK001: {severity: info, labels: [team, owner]}
              POD002: off
            exclude: vendor
            pod_templates: [pods/*.yaml]
            suppress:
              - {rule: [SPK001, POD002], path: [old/**, a.yaml], reason: going, until: 2026-05-01}
            """,
            problems);
    assertThat(problems.sorted()).isEmpty();
    Settings settings = config.settings();
    assertThat(settings.severity(ONE)).isEqualTo(Severity.INFO);
    assertThat(settings.option(ONE, "labels")).containsExactly("team", "owner");
    assertThat(settings.uses(TWO)).isFalse();
    assertThat(settings.apache()).hasToString("0.5.0");
    assertThat(settings.kubeflow()).isEqualTo(Settings.DEFAULT.kubeflow());
    assertThat(config.excludes("vendor/x/y.yaml")).isTrue();
    assertThat(config.excludes("x.yaml")).isFalse();
    assertThat(config.role("pods/a.yaml", false)).isEqualTo(new FileRole(false, true));
    assertThat(config.role("pod_template.yaml", true)).isEqualTo(new FileRole(true, true));
    assertThat(config.role("b.yaml", false)).isEqualTo(FileRole.PLAIN);
    assertThat(config.suppressionsOf("a.yaml")).hasSize(1);
    assertThat(config.suppressionsOf("b.yaml")).isEmpty();
  }

  @Test
  void says_all_that_is_wrong_and_where() {
    Problems problems = new Problems();
    read(
        "kubeflow/2.5.2",
        """
        rule: {}
        rules:
          SPK01: off
          ttl: off
          POD002: {labels: [a], severity: fatal}
          SPK001: {label: [a], labels: {b: c}}
        exclude: [..\\a, 5]
        suppress:
          - {rule: SPK001}
          - {rule: SPK1, path: a}
          - {rule: POD002, path: a, until: May, why: x}
          - POD002
          - {rule: LNT001, path: a}
        """,
        problems);
    assertThat(problems.sorted().stream().map(Object::toString))
        .containsExactly(
            "c:1:1 rule: is no key of lint; did you mean rules?",
            "c:3:3 SPK01: is no rule; did you mean SPK001?",
            "c:4:3 ttl: is no rule; tidydag rules lists them",
            "c:5:12 labels: is no key of POD002; it has severity",
            "c:5:35 \"fatal\": is no severity; write off, error, warning or info",
            "c:6:12 label: is no key of SPK001; did you mean labels?",
            "c:6:32 a mapping: labels is a list of text; write [text, text], in quotes where"
                + " needed",
            "c:7:10 ..\\a: is no pattern of paths below this file's folder; write one with /, such"
                + " as jobs/**",
            "c:7:17 5: exclude is a list of text; write [text, text], in quotes where needed",
            "c:9:5 path: is missing in this suppression; add it",
            "c:10:12 SPK1: is no rule; tidydag rules lists them",
            "c:11:36 \"May\": is no date; write year-month-day, such as 2027-01-31",
            "c:11:41 why: is no key of a suppression; it has rule, path, reason, until",
            "c:12:5 \"POD002\": is no suppression; write - {rule: SPK001, path: jobs/**, reason:"
                + " ...}",
            "c:13:12 LNT001: is about suppressions and cannot be suppressed; mend that suppression,"
                + " or write LNT001: off below lint.rules in .tidydag.yaml");
  }
}
