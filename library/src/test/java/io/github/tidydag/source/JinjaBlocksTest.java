package io.github.tidydag.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether KEY may be left out. */
final class JinjaBlocksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if a %}\nKEY\n{% endif %}",
        "{%- if a -%}{% if b %}{% endif %}KEY",
        "{% for a in b %}{% else %}😀 KEY{% endfor %}",
        "{% macro a() %}KEY{% endmacro %}",
        "{% if a %}{# {% endif %} #}KEY",
        "{% if a %}{% raw %}{% endif %}{% endraw %}KEY",
        "{{- if .Values.a }}\nKEY\n{{- end }}",
        "{{ range $a := .Values.b }}{{ with .c }}{{ end }}KEY{{ end }}"
      })
  void inside(String text) {
    assertThat(JinjaBlocks.mayLeaveOut(text, key(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY",
        "{% if a %}b{% endif %}\nKEY",
        "KEY {% if a %}b{% endif %}",
        "{% set a = 1 %}{% with b = 2 %}KEY{% endwith %}",
        "{# {% if a %} #}\n{{ '😀' }} KEY",
        "{%+ raw %}{% if a %}{% endraw -%}KEY",
        "{{- if .Values.a }}b{{- end }}\nKEY",
        "{{ end }}{{ range(3) }}{{ with | lower }}KEY"
      })
  void outside(String text) {
    assertThat(JinjaBlocks.mayLeaveOut(text, key(text))).isFalse();
  }

  @Test
  void takes_no_longer_for_hostile_text() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          JinjaBlocks.of("{% if".repeat(800_000));
          JinjaBlocks.of("{#".repeat(2_000_000));
          JinjaBlocks.of("{% raw %}".repeat(400_000));
          JinjaBlocks.of("{% if %}\n".repeat(400_000));
          JinjaBlocks.of("{{- ".repeat(800_000));
          JinjaBlocks.of("{{ if a }}".repeat(400_000));
        });
  }

  private static Location key(String text) {
    String before = text.substring(0, text.indexOf("KEY"));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    String inLine = before.substring(before.lastIndexOf('\n') + 1);
    int column = inLine.codePointCount(0, inLine.length()) + 1;
    return new Location("x", line, column, line, column + 3);
  }
}
