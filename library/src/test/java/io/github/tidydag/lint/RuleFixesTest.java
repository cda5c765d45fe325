package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.lint.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixes of every rule, in its folder's {@code bad} files. */
final class RuleFixesTest {
  static List<RuleInfo> rules() {
    return Rules.infos();
  }

  /** All fixes of a rule, unsafe ones too, make {@code bad*.fixed.yaml}. */
  @ParameterizedTest
  @MethodSource("rules")
  void make_what_the_golden_says(RuleInfo rule) throws IOException {
    for (Path file : RuleFoldersTest.files(rule, "bad")) {
      SourceText source = read(file);
      Linter linter = RuleFoldersTest.linter(rule, source.text());
      List<Finding> findings = RuleFoldersTest.findings(rule, linter, source);
      String name = file.getFileName().toString();
      Path golden = RuleFoldersTest.sibling(file, ".fixed" + name.substring(name.lastIndexOf('.')));
      if (findings.stream().noneMatch(finding -> finding.fix().isPresent())) {
        if (RuleFoldersTest.UPDATE) {
          Files.deleteIfExists(golden);
        }
        assertThat(golden).as("no finding has a fix").doesNotExist();
        continue;
      }
      Fixes.Result result =
          Fixes.apply(source, text -> RuleFoldersTest.findings(rule, linter, text), true);
      if (RuleFoldersTest.UPDATE) {
        Files.writeString(golden, result.text().text());
      }
      assertThat(golden).content().isEqualTo(result.text().text());
    }
  }

  /** Without the net that {@link Fixes} has: each one alone, seen by all rules. */
  @ParameterizedTest
  @MethodSource("rules")
  void remove_their_finding_and_add_none(RuleInfo rule) throws IOException {
    for (Path file : RuleFoldersTest.files(rule, "bad")) {
      SourceText source = read(file);
      Linter all =
          RuleFoldersTest.linter(
              Rules.builtIn(), RuleFoldersTest.settings(rule, source.text()), source.text());
      List<Finding> before = all.lint(source);
      for (Finding finding : before) {
        if (finding.fix().isEmpty() || !finding.rule().equals(rule)) {
          continue;
        }
        SourceText fixed = Fixes.apply(source, List.of(finding));
        List<Finding> after = all.lint(fixed);
        Map<String, Integer> more = new HashMap<>();
        after.forEach(f -> more.merge(f.rule().id(), 1, Integer::sum));
        before.forEach(f -> more.merge(f.rule().id(), -1, Integer::sum));
        assertThat(more.get(rule.id())).as("%s\n%s", finding, fixed.text()).isNegative();
        assertThat(more.values())
            .as("%s\nbefore %s\nafter %s\n%s", finding, before, after, fixed.text())
            .allMatch(n -> n <= 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void change_nothing_the_second_time(RuleInfo rule) throws IOException {
    for (Path file : RuleFoldersTest.files(rule, "bad")) {
      SourceText source = read(file);
      Linter all =
          RuleFoldersTest.linter(
              Rules.builtIn(), RuleFoldersTest.settings(rule, source.text()), source.text());
      Fixes.Result once = Fixes.apply(source, all::lint, true);
      Fixes.Result twice = Fixes.apply(once.text(), all::lint, true);
      assertThat(twice.text().text()).as(file.toString()).isEqualTo(once.text().text());
      assertThat(once.left())
          .as("%s: left of all fixes", file)
          .noneMatch(finding -> finding.rule().equals(rule) && finding.fix().isPresent());
    }
  }

  private static SourceText read(Path file) throws IOException {
    return new SourceText(file.getFileName().toString(), Files.readString(file));
  }
}
