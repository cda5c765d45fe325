package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.lint.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts of the rule folders, broken in ways that are the same each time: nothing throws, nothing
 * takes long, and what fixes make stays as it is when they are made again. {@code -Dfuzz.rounds=N}
 * breaks more of them.
 */
final class FuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final List<String> TOKENS =
      List.of(
          "\n",
          " ",
          "  ",
          "\t",
          "- ",
          ": ",
          ":",
          "? ",
          "{",
          "}",
          "[",
          "]",
          ",",
          "#",
          " #",
          "'",
          "\"",
          "\\",
          "|",
          ">",
          "|2-\n",
          "&a ",
          "*a",
          "<<: *a\n",
          "!!str ",
          "!x ",
          "---\n",
          "...\n",
          "%",
          "{{",
          "}}",
          "{%",
          "%}",
          "{#",
          "#}",
          "{{ x }}",
          "\u2028",
          "\u0085",
          "\uFEFF",
          "\r",
          "\u0000",
          "😀",
          "한",
          "\uD800",
          "\uE000",
          "null",
          "~",
          "true",
          "-1",
          "9223372036854775808",
          "1e999",
          "0x",
          ".inf",
          "spec",
          "metadata:",
          "# tidydag: ignore SPK001 -- x\n",
          "{}",
          "[]",
          "\"\"");

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4000, 50000})
  void nothing_throws(long seed) throws IOException {
    List<String> texts = texts();
    Linter linter = RuleFoldersTest.linter(Rules.builtIn(), Settings.DEFAULT);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String text = broken(texts, random);
      SourceText source = new SourceText("pod_template.yaml", text);
      Assertions.assertTimeout(
          LONGEST, () -> check(linter, source), () -> "seed " + seed + ":\n" + text);
    }
  }

  private static void check(Linter linter, SourceText source) {
    try {
      List<Finding> findings = linter.lint(source);
      Fingerprint.ofAll(findings);
      findings.forEach(finding -> source.at(finding.at()));
      findings.forEach(finding -> Fixes.apply(source, List.of(finding)));
      Fixes.Result fixed = Fixes.apply(source, linter::lint, true);
      assertThat(fixed.left()).hasSizeLessThanOrEqualTo(findings.size());
      Fixes.Result again = Fixes.apply(fixed.text(), linter::lint, true);
      assertThat(again.text().text()).isEqualTo(fixed.text().text());
      FileText file = new FileText(source.text());
      Diff.unified("f", file, file.with(fixed.text().text()), Set.of());
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw new AssertionError("by this text:\n" + source.text(), e);
    }
  }

  private static String broken(List<String> texts, Random random) {
    StringBuilder text = new StringBuilder(pick(texts, random));
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + random.nextInt(1 + random.nextInt(60)));
      switch (random.nextInt(8)) {
        case 0 -> text.delete(at, to);
        case 1 -> text.insert(at, text.substring(at, to));
        case 2 -> text.insert(at, pick(TOKENS, random));
        case 3 -> text.replace(at, to, pick(TOKENS, random));
        case 4 -> text.setLength(at);
        case 5 -> lines(text, random);
        case 6 -> {
          String other = pick(texts, random);
          int from = random.nextInt(other.length() + 1);
          text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(200)));
        }
        default -> value(text, random);
      }
    }
    return text.toString();
  }

  /** One line goes elsewhere, or gets another indent. */
  private static void lines(StringBuilder text, Random random) {
    List<String> lines = new ArrayList<>(List.of(text.toString().split("\n", -1)));
    String line = lines.remove(random.nextInt(lines.size()));
    lines.add(
        random.nextInt(lines.size() + 1),
        random.nextBoolean() ? line : "  ".repeat(random.nextInt(4)) + line.strip());
    text.setLength(0);
    text.append(String.join("\n", lines));
  }

  /** The value after a colon becomes another. */
  private static void value(StringBuilder text, Random random) {
    int colon = text.indexOf(": ", random.nextInt(text.length() + 1));
    if (colon >= 0) {
      int end = text.indexOf("\n", colon);
      text.replace(colon + 2, end < 0 ? text.length() : end, pick(TOKENS, random));
    }
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/lint"))) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().matches(".*\\.(yaml|json)")) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }
}
