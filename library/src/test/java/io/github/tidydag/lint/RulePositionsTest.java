package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever the document of a finding goes, the finding names the same path and the same text. */
final class RulePositionsTest {
  private static final Pattern BETWEEN = Pattern.compile("(?m)^---[^\n]*\n");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern YAML_1_1 =
      Pattern.compile("(?i)yes|no|on|off|y|n|[-+]?[0-9][0-9_:.]*");
  private static final String OTHER =
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: other, labels: {a: %s}}\n---\n";

  private static final String WIDE =
      "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"metadata\": {\"😀\t\": \"😀{{ x }}\"}, \"items\": [";

  /** A way to move a text; empty where it cannot go. */
  private static final Map<String, Function<String, Optional<String>>> MOVES = moves();

  private static Map<String, Function<String, Optional<String>>> moves() {
    Map<String, Function<String, Optional<String>>> moves = new LinkedHashMap<>();
    moves.put("below comments and blank lines", t -> Optional.of("# a\n\n  # b: {\n\n" + t));
    moves.put("below a comment with Jinja", t -> Optional.of("# {{ x }} {# b #}\n" + t));
    moves.put("with the line ends of Windows", RulePositionsTest::windows);
    moves.put("below a byte order mark", t -> Optional.of(new FileText("\uFEFF" + t).text()));
    moves.put("as the second document", t -> Optional.of(OTHER.formatted("b") + t));
    moves.put("below Jinja", t -> Optional.of(OTHER.formatted("\"{{ x }}\"") + t));
    moves.put("below Jinja without quotes", t -> Optional.of(OTHER.formatted("{{ x }}") + t));
    moves.put("below tabs in strings", t -> Optional.of(OTHER.formatted("\"\t\t😀\"") + t));
    moves.put("into a List", RulePositionsTest::intoList);
    moves.put("into a List of Jinja", t -> intoList(t).map(l -> "# {# x #}\n" + l));
    moves.put("as JSON, after what is wide", t -> json(t, WIDE, "]}"));
    moves.put("as a list of braces", t -> json(t, "", ""));
    return moves;
  }

  static List<RuleInfo> rules() {
    return Rules.infos();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void stay_with_their_text(RuleInfo rule) throws IOException {
    for (Path file : RuleFoldersTest.files(rule, "bad")) {
      String text = Files.readString(file);
      List<String> before = shown(rule, text, text, false);
      for (Map.Entry<String, Function<String, Optional<String>>> move : MOVES.entrySet()) {
        boolean json = move.getKey().contains("JSON") || move.getKey().contains("braces");
        boolean list = move.getKey().contains("List");
        if ((json || list) && !isMovable(rule, json)) {
          continue;
        }
        Optional<String> moved = move.getValue().apply(text);
        if (moved.isPresent()) {
          assertThat(shown(rule, text, moved.get(), json))
              .as("%s %s:\n%s", file, move.getKey(), moved.get())
              .containsExactlyInAnyOrderElementsOf(json ? shown(rule, text, text, true) : before);
        }
      }
    }
  }

  /** What is no YAML fits nowhere else, and in JSON are no comments. */
  private static boolean isMovable(RuleInfo rule, boolean json) {
    return !rule.equals(Linter.UNREADABLE) && !(json && SuppressionRules.ALL.contains(rule));
  }

  private static Optional<String> windows(String text) {
    return Optional.of(new FileText(text.replace("\n", "\r\n")).text());
  }

  private static Optional<String> intoList(String text) {
    StringBuilder list = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (String document : BETWEEN.split(text, -1)) {
      if (document.lines().anyMatch(l -> !l.isBlank() && !l.startsWith("#"))) {
        list.append("  -\n").append(document.indent(4));
      }
    }
    return Optional.of(list.toString());
  }

  /** All on one line; empty for what JSON does not have. */
  private static Optional<String> json(String text, String start, String end) {
    if (!JinjaMask.mask(text).equals(text)) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    List<String> documents = new ArrayList<>();
    for (Node node : YamlReader.readAll("f", text, problems)) {
      StringBuilder out = new StringBuilder();
      if (!(node instanceof Node.Mapping) || !json(node, out)) {
        return Optional.empty();
      }
      documents.add(start + out + end);
    }
    return problems.hasErrors() || documents.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("\n---\n", documents) + "\n");
  }

  private static boolean json(Node node, StringBuilder out) {
    if (node instanceof Node.Mapping mapping) {
      String separator = "{";
      for (Node.Entry entry : mapping.entries()) {
        out.append(separator);
        if (!json(entry.key(), out) || !json(entry.value(), out.append(": "))) {
          return false;
        }
        separator = ", ";
      }
      out.append(mapping.entries().isEmpty() ? "{}" : "}");
    } else if (node instanceof Node.Sequence sequence) {
      String separator = "[";
      for (Node item : sequence.items()) {
        if (!json(item, out.append(separator))) {
          return false;
        }
        separator = ", ";
      }
      out.append(sequence.items().isEmpty() ? "[]" : "]");
    } else if (node instanceof Node.Scalar scalar) {
      int columns = scalar.at().endColumn() - scalar.at().column();
      boolean plain =
          scalar.kind() == Node.Kind.TEXT
              && columns == scalar.text().codePointCount(0, scalar.text().length());
      if (plain && YAML_1_1.matcher(scalar.text()).matches()) {
        return false; // text without quotes, which JSON does not have
      }
      if (scalar.kind() == Node.Kind.TEXT) {
        out.append('"')
            .append(scalar.text().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
            .append('"');
      } else {
        out.append(scalar.isNull() ? "null" : scalar.text());
      }
    }
    return node.tag().isEmpty();
  }

  private static List<String> shown(RuleInfo rule, String original, String text, boolean bare) {
    SourceText source = new SourceText("bad.yaml", text);
    return RuleFoldersTest.findings(rule, RuleFoldersTest.linter(rule, original), source).stream()
        .map(f -> f.rule().id() + " " + f.object() + " " + f.path() + " " + at(source, f, bare))
        .collect(Collectors.toList());
  }

  /** The text at a finding on one line; bare without quotes, and only of scalars. */
  private static String at(SourceText source, Finding finding, boolean bare) {
    String text = SPACE.matcher(source.at(finding.at())).replaceAll(" ").strip();
    if (!bare) {
      return text;
    }
    boolean quoted = text.matches("\".*\"|'.*'");
    String inner = quoted ? text.substring(1, text.length() - 1) : text;
    return finding.at().line() != finding.at().endLine()
            || text.matches("(?s)[\\[{|>&*!].*")
            || inner.matches(".*[\\\\'\"].*")
        ? ""
        : inner;
  }
}
