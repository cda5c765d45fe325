package io.github.tidydag.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class JinjaMaskTest {
  private static String shown(String text) {
    String masked = JinjaMask.mask(text);
    assertThat(masked).hasSameSizeAs(text);
    assertThat(masked.lines().count()).isEqualTo(text.lines().count());
    return masked.replace(JinjaMask.MASK, '?');
  }

  @Test
  void hides_expressions_and_nothing_else() {
    assertThat(shown("a: {{ x }}\n")).isEqualTo("a: ???????\n");
    assertThat(shown("a: b{{ x }}c{# y #}d")).isEqualTo("a: b???????c???????d");
    assertThat(shown("a: {b: {c: d}}")).isEqualTo("a: {b: {c: d}}");
    assertThat(shown("{")).isEqualTo("{");
  }

  @Test
  void blanks_lines_of_statements_and_comments() {
    assertThat(shown("{% if a %}\nb: c\n  {# d #}{% endif %} \n"))
        .isEqualTo(" ".repeat(10) + "\nb: c\n" + " ".repeat(21) + "\n");
    assertThat(shown("{# a\nb #}\nc: d")).isEqualTo("    \n    \nc: d");
    assertThat(shown("a: {% if b %}c{% endif %}")).isEqualTo("a: ??????????c???????????");
    assertThat(shown("{% if a %}{{ b }}{% endif %}")).isEqualTo("?".repeat(28));
  }

  @Test
  void keeps_lines_that_bring_text() {
    assertThat(shown("a: b\n  {%- include 'c' %}\n")).isEqualTo("a: b\n  " + "?".repeat(18) + "\n");
    assertThat(shown("{% block a %}\nb: c\n{% endblock %}"))
        .isEqualTo("?".repeat(13) + "\nb: c\n" + " ".repeat(14));
    assertThat(shown("{% import 'a' as b %}\n{# include #}\n{% set c = d() %}")).isBlank();
  }

  @Test
  void keeps_the_lines_that_yaml_sees() {
    assertThat(JinjaMask.mask("a: {{ \u2028 }}\r\nb")).contains("\u2028").contains("\r\n");
  }

  @Test
  void leaves_what_is_not_closed() {
    assertThat(shown("a: {{ b\nc: {% d %}")).isEqualTo("a: {{ b\nc: ???????");
  }

  @Test
  void takes_no_longer_for_hostile_text() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          JinjaMask.mask("{{".repeat(2_000_000));
          JinjaMask.mask("{%%}".repeat(1_000_000));
          JinjaMask.mask("{% a %}\n".repeat(500_000));
        });
  }
}
