package io.github.tidydag.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.janitor.ObjectLists;
import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.rbac.ProjectObjects;
import io.github.tidydag.rbac.SnapshotBuilder;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.source.YamlTokens;
import io.github.tidydag.tables.Lazy;
import io.github.tidydag.tables.Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule has a folder of its id in {@code lint}: in {@code bad*.yaml} it finds what {@code
 * bad*.findings} says, in {@code good*.yaml} nothing, and its fixes make {@code bad*.fixed.yaml}.
 * {@code -Dgolden.update=true} writes what was found.
 *
 * <p>A file's first lines may set what a configuration would: {@code # kubeflow: 2.3.0}, {@code #
 * apache: 0.5.0}, {@code # option KEY: VALUE, VALUE}. {@code # cluster: whole} makes a file all
 * that a cluster has. Today is 2026-07-01.
 */
final class RuleFoldersTest {
  private static final Path FOLDER = Path.of("src/test/resources/lint");
  static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @Test
  void every_rule_has_a_folder() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Rules.infos().stream().map(RuleInfo::id).collect(Collectors.toSet()));
    }
  }

  @Test
  void every_rule_has_bad_and_good_documents() throws IOException {
    for (RuleInfo rule : Rules.infos()) {
      assertThat(files(rule, "bad")).as(rule.id()).isNotEmpty();
      assertThat(files(rule, "good")).as(rule.id()).isNotEmpty();
    }
  }

  static List<RuleInfo> rules() {
    return Rules.infos();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void finds_the_bad(RuleInfo rule) throws IOException {
    for (Path file : files(rule, "bad")) {
      List<Finding> findings = findings(rule, file);
      String actual = findings.stream().map(f -> f + "\n").collect(Collectors.joining());
      Path golden = sibling(file, ".findings");
      if (UPDATE) {
        Files.writeString(golden, actual);
      }
      assertThat(findings).as(file.toString()).isNotEmpty();
      assertThat(actual).as(file.toString()).isEqualTo(Files.readString(golden));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void lets_the_good_be(RuleInfo rule) throws IOException {
    for (Path file : files(rule, "good")) {
      assertThat(findings(rule, file)).as(file.toString()).isEmpty();
    }
  }

  static List<Finding> findings(RuleInfo rule, Path file) throws IOException {
    String text = Files.readString(file);
    return findings(rule, linter(rule, text), new SourceText(file.getFileName().toString(), text));
  }

  static List<Finding> findings(RuleInfo rule, Linter linter, SourceText source) {
    return linter.lint(source).stream()
        .filter(finding -> finding.rule().id().equals(rule.id()))
        .toList();
  }

  /** With that rule alone, and the settings that the text asks for. */
  static Linter linter(RuleInfo rule, String text) {
    boolean isAboutOthers = SuppressionRules.ALL.contains(rule);
    return linter(
        Rules.builtIn().stream().filter(r -> isAboutOthers || r.infos().contains(rule)).toList(),
        settings(rule, text),
        text);
  }

  static Linter linter(List<Rule> rules, Settings settings, String text) {
    Lazy<Surroundings> surroundings = new Lazy<>(() -> surroundings(text));
    return new Linter(rules, settings, LocalDate.of(2026, 7, 1), surroundings::get);
  }

  private static Surroundings surroundings(String text) {
    if (!text.startsWith("# cluster: whole")) {
      ProjectObjects objects = new ProjectObjects();
      AccessObject.takeAll(new SourceText("bad.yaml", text), FileRole.PLAIN, objects);
      return objects.surroundings();
    }
    SnapshotBuilder snapshot = new SnapshotBuilder();
    try {
      ObjectLists.read(
          YamlTokens.of(new ByteArrayInputStream(text.getBytes(UTF_8))), snapshot::take);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Surroundings(snapshot.build("file"));
  }

  static Settings settings(RuleInfo rule, String text) {
    Version kubeflow = Settings.DEFAULT.kubeflow();
    Version apache = Settings.DEFAULT.apache();
    Map<String, List<String>> options = new HashMap<>();
    for (String line : text.lines().takeWhile(l -> l.startsWith("# ")).toList()) {
      String[] said = line.substring(2).split(": *", 2);
      if (said[0].equals("kubeflow")) {
        kubeflow = Version.parse(said[1]);
      } else if (said[0].equals("apache")) {
        apache = Version.parse(said[1]);
      } else if (said[0].startsWith("option ")) {
        options.put(said[0].substring(7), Arrays.asList(said[1].split(", *")));
      }
    }
    return new Settings(
        kubeflow,
        apache,
        Map.of(rule.id(), new Settings.RuleSetting(Optional.empty(), false, options)));
  }

  static List<Path> files(RuleInfo rule, String start) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(rule.id()))) {
      return files
          .filter(f -> f.getFileName().toString().matches(start + ".*\\.(yaml|json)"))
          .filter(f -> !f.getFileName().toString().contains(".fixed."))
          .collect(Collectors.toCollection(TreeSet::new))
          .stream()
          .toList();
    }
  }

  static Path sibling(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
  }
}
