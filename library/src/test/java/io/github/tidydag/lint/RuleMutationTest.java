package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.lint.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rule's folder expects comes of that rule alone: without it, the folder's test fails. */
final class RuleMutationTest {
  static List<RuleInfo> rules() {
    return Rules.infos();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_that_is_off_finds_nothing(RuleInfo rule) throws IOException {
    for (Path file : RuleFoldersTest.files(rule, "bad")) {
      String text = Files.readString(file);
      Settings settings = RuleFoldersTest.settings(rule, text);
      Settings off =
          new Settings(
              settings.kubeflow(),
              settings.apache(),
              Map.of(rule.id(), new Settings.RuleSetting(Optional.empty(), true, Map.of())));
      SourceText source = new SourceText(file.getFileName().toString(), text);
      assertThat(ofAll(rule, settings, source)).as(file.toString()).isNotEmpty();
      assertThat(ofAll(rule, off, source)).as(file.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void no_other_rule_speaks_in_its_name(RuleInfo rule) throws IOException {
    List<Rule> others = Rules.builtIn().stream().filter(r -> !r.infos().contains(rule)).toList();
    if (others.size() == Rules.builtIn().size()) {
      return; // found by the linter itself
    }
    for (Path file : RuleFoldersTest.files(rule, "bad")) {
      String text = Files.readString(file);
      SourceText source = new SourceText(file.getFileName().toString(), text);
      Linter linter = RuleFoldersTest.linter(others, RuleFoldersTest.settings(rule, text), text);
      assertThat(RuleFoldersTest.findings(rule, linter, source)).isEmpty();
    }
  }

  private static List<Finding> ofAll(RuleInfo rule, Settings settings, SourceText source) {
    Linter linter = RuleFoldersTest.linter(Rules.builtIn(), settings, source.text());
    return RuleFoldersTest.findings(rule, linter, source);
  }
}
