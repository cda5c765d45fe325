package io.github.tidydag.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

final class YamlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "n",
        "true",
        "null",
        "~",
        "",
        " ",
        "1",
        "0x1f",
        "0o17",
        "012",
        "1e3",
        "1_000",
        "12:30",
        "2026-01-01",
        ".inf",
        "=",
        "<<",
        "-",
        "- a",
        "? a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "[",
        "{",
        "a, b",
        "'",
        "\"",
        "a\nb",
        "\t",
        "\u0085",
        "\u2028",
        "\ufeff",
        "매출",
        "---",
        "..."
      })
  void text_that_could_be_something_else_is_quoted(String text) {
    assertThat(YamlText.block(Map.of("k", text), 0)).startsWith("k: \"").endsWith("\"");
    assertThat(YamlText.scalar(text)).startsWith("\"").endsWith("\"").doesNotContain("\n");
    assertThat(load(YamlText.scalar(text))).isEqualTo(text);
    assertThat(load(YamlText.block(List.of(Map.of(text, text)), 0)))
        .isEqualTo(List.of(Map.of(text, text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "local:///app/sums.py", "registry/a/b:c", "a.b-c_d"})
  void plain_words_stay_plain(String text) {
    assertThat(YamlText.block(Map.of("k", text), 0)).isEqualTo("k: " + text);
  }

  @Test
  void a_tree_is_indented_as_asked() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("list", List.of("a", Map.of("b", 1), List.of()));
    tree.put("text", "two\nlines");
    tree.put("none", Map.of());
    assertThat(YamlText.block(tree, 2))
        .isEqualTo(
            """
            list:
              - a
              - b: 1
              - []
            text: "two\\nlines"
            none: {}
            """
                .indent(2)
                .stripTrailing());
    assertThat(YamlText.block(Map.of(), 4)).isEqualTo("    {}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "-0.25", "1e-7", "1.5e300", "100.0", "1e20"})
  void numbers_are_numbers_to_every_reader(String number) {
    String yaml = YamlText.block(Map.of("k", new BigDecimal(number)), 0);
    // PyYAML, which Airflow reads with, wants a point, and a sign in the exponent
    assertThat(yaml).matches("k: [-+]?[0-9]+\\.[0-9]*([eE][-+][0-9]+)?");
    Object read = load(yaml);
    assertThat(read).isInstanceOf(Map.class);
    Object value = new ArrayList<>(((Map<?, ?>) read).values()).get(0);
    assertThat(value).isEqualTo(Double.parseDouble(number));
  }

  private static Object load(String yaml) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }
}
