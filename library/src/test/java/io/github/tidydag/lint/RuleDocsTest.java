package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.report.RuleMarkdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/rules} is what rules say of themselves, with the first files of their folders as
 * examples. {@code -Dgolden.update=true} writes it.
 */
final class RuleDocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FOLDER = ROOT.resolve("docs/rules");
  private static final int LONGEST_EXAMPLE = 45;
  private static final Pattern BETWEEN = Pattern.compile("(?m)^---\n");

  @Test
  void docs_say_what_rules_say() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    pages.put("README.md", RuleMarkdown.index(Rules.infos()));
    for (RuleInfo rule : Rules.infos()) {
      pages.put(rule.id() + ".md", RuleMarkdown.page(rule, example(rule)));
    }
    if (RuleFoldersTest.UPDATE) {
      Files.createDirectories(FOLDER);
      for (String stale : names()) {
        if (!pages.containsKey(stale)) {
          Files.delete(FOLDER.resolve(stale));
        }
      }
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
      }
    }
    assertThat(names()).isEqualTo(List.copyOf(pages.keySet()));
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertThat(FOLDER.resolve(page.getKey()))
          .as("written by -Dtest=RuleDocsTest -Dgolden.update=true")
          .content()
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void every_family_has_a_title() {
    assertThat(RuleMarkdown.index(Rules.infos())).doesNotContainPattern("(?m)^## [A-Z]{3,4}$");
  }

  @Test
  void rules_are_told_apart_and_say_everything() {
    Set<String> seen = new HashSet<>();
    for (RuleInfo rule : Rules.infos()) {
      assertThat(seen.add(rule.id())).as("%s is there once", rule.id()).isTrue();
      assertThat(seen.add(rule.name())).as("%s is there once", rule.name()).isTrue();
      for (String text : List.of(rule.summary(), rule.why(), rule.remedy())) {
        assertThat(text).as(rule.id()).isNotBlank();
        assertThat(text.chars().filter(c -> c == '`').count() % 2).as(rule.id()).isZero();
      }
      assertThat(rule.summary()).as(rule.id()).doesNotEndWith(".").doesNotContain("\n");
      assertThat(rule.summary().strip()).as(rule.id()).isEqualTo(rule.summary());
      for (String text : List.of(rule.why(), rule.remedy())) {
        assertThat(text.strip()).as(rule.id()).matches("(?s).*[.:)`?!]$");
      }
      for (RuleInfo.Option option : rule.options()) {
        assertThat(option.key()).as(rule.id()).matches("[a-z]+(_[a-z]+)*");
        assertThat(option.meaning()).as(rule.id()).isNotBlank();
      }
    }
  }

  private static List<String> names() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static RuleMarkdown.Example example(RuleInfo rule) throws IOException {
    Path bad = RuleFoldersTest.files(rule, "bad").get(0);
    Path good = RuleFoldersTest.files(rule, "good").get(0);
    String text = Files.readString(bad);
    int first = RuleFoldersTest.findings(rule, bad).get(0).at().line();
    String start = start(text, first);
    long lines = start.lines().count();
    String name = bad.getFileName().toString();
    String findings =
        RuleFoldersTest.findings(rule, bad).stream()
            .filter(finding -> finding.at().line() <= lines)
            .map(Finding::toString)
            .collect(Collectors.joining("\n"));
    return new RuleMarkdown.Example(
        start, findings, diff(rule, name, text, lines), start(Files.readString(good), 1));
  }

  /** Of the fixes of what the example shows. */
  private static String diff(RuleInfo rule, String name, String text, long lines) {
    SourceText source = new SourceText(name, text);
    List<Finding> shown =
        RuleFoldersTest.findings(rule, RuleFoldersTest.linter(rule, text), source).stream()
            .filter(finding -> finding.at().line() <= lines)
            .toList();
    String fixed = Fixes.apply(source, shown).text();
    return Diff.unified(name, new FileText(text), new FileText(fixed), Set.of());
  }

  /** Whole documents, as many as a page holds; those up to a line in any case. */
  private static String start(String text, int least) {
    StringBuilder start = new StringBuilder();
    for (String document : BETWEEN.split(text, -1)) {
      String more = (start.isEmpty() ? "" : "---\n") + document;
      boolean fits = (start + more).lines().count() <= LONGEST_EXAMPLE;
      if (!fits && start.toString().lines().count() >= least) {
        break;
      }
      start.append(more);
    }
    return start.toString();
  }
}
