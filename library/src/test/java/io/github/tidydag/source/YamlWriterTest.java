package io.github.tidydag.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

final class YamlWriterTest {
  private static final Location HERE = Location.startOf("x");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "yes",
        "NO",
        "on",
        "y",
        "null",
        "~",
        "Null",
        "1",
        "1.0",
        "1e3",
        "0o17",
        "0x1F",
        "1_000",
        "12:30:45",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        ".inf",
        "-.INF",
        ".nan",
        "=",
        "<<",
        "true",
        "TRUE",
        "3.5.3",
        "250m",
        "a: b",
        "a:b",
        "a #b",
        "a#b",
        "-a",
        "- a",
        "? a",
        "!tag",
        "&anchor",
        "*alias",
        "%x",
        "@x",
        "`x`",
        "{{ ds }}",
        "[x]",
        "a, b",
        "'",
        "\"",
        "\\",
        "|",
        ">",
        "a\nb",
        "a\nb\n",
        "a\n\n",
        "\na",
        " a\nb",
        "a \nb",
        "a\n b\n\n  c\n",
        "a\tb\nc",
        "a\rb",
        "#!/bin/sh\nset -eu\n",
        "한국어",
        "é\u0301",
        "\u0000",
        "\u007f",
        "\u2028",
        "\u202e",
        "\ufeff",
        "😀",
        "a\u00a0b",
        "...",
        "---",
        "--- a",
        "key: |\n  x\n",
        "$(date +%F)",
        "http://minio:9000"
      })
  void a_text_comes_back(String text) {
    Node.Scalar scalar = new Node.Scalar(HERE, "", Node.Kind.TEXT, text);
    assertComesBack(scalar);
  }

  @ParameterizedTest
  @CsvSource({"0644,420", "0o755,493", "0x1F,31", "08,8", "007,7", "+5,5", "-3,-3", "0,0"})
  void whole_numbers_are_decimal(String written, String decimal) {
    assertThat(YamlWriter.line(new Node.Scalar(HERE, "", Node.Kind.INTEGER, written)))
        .isEqualTo(decimal);
  }

  @Test
  void trees_of_hostile_texts_come_back() {
    Random random = new Random(20261122);
    String[] pieces = {
      "\n", " ", "\t", "a", "yes", ":", "#", "-", "{{ x }}", "\"", "'", "\\", "0", "한", "\r", "|",
      "%"
    };
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(7); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertComesBack(new Node.Scalar(HERE, "", Node.Kind.TEXT, text.toString()));
    }
  }

  /**
   * Alone on a line, as a key, as a value and in lists; for readers of YAML 1.2 and of YAML 1.1.
   */
  private static void assertComesBack(Node.Scalar scalar) {
    String text = scalar.text();
    Node.Mapping inner =
        mapping(
            entry(text, scalar),
            entry("list", new Node.Sequence(HERE, "", List.of(scalar, scalar))),
            entry("long", text("x".repeat(90))));
    Node.Mapping tree = mapping(entry("a", scalar), entry("b", inner), entry("c", scalar));
    String block = YamlWriter.block(tree, 4);
    Problems problems = new Problems();
    List<Node> read = new ArrayList<>(YamlReader.readAll("x", block, problems));
    assertThat(problems.sorted()).describedAs(block).isEmpty();
    assertThat(plain(read.get(0))).describedAs(block).isEqualTo(plain(tree));
    assertThat((Object) new Yaml().load(block).toString())
        .describedAs(block)
        .isEqualTo(plain(tree).toString());
    List<Node> line = YamlReader.readAll("x", "k: " + YamlWriter.line(scalar) + "\n", problems);
    assertThat(plain(line.get(0))).isEqualTo(plain(mapping(entry("k", scalar))));
  }

  private static Node.Mapping mapping(Node.Entry... entries) {
    return new Node.Mapping(HERE, "", List.of(entries));
  }

  private static Node.Entry entry(String name, Node value) {
    return new Node.Entry(text(name), value);
  }

  private static Node.Scalar text(String text) {
    return new Node.Scalar(HERE, "", Node.Kind.TEXT, text);
  }

  private static Object plain(Node node) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Object> values = new LinkedHashMap<>();
      mapping.entries().forEach(entry -> values.put(entry.name(), plain(entry.value())));
      return values;
    }
    if (node instanceof Node.Sequence sequence) {
      return sequence.items().stream().map(YamlWriterTest::plain).toList();
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return scalar.kind() == Node.Kind.TEXT ? scalar.text() : scalar.kind() + " " + scalar.text();
  }
}
