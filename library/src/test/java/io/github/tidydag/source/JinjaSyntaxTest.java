package io.github.tidydag.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jinja 3.1 takes, and what it calls an error. */
final class JinjaSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{ x }",
        "}} %} #}",
        "{{ x }}{% if y %}{# z #}{% endif %}",
        "{{ {'a': {'b': [1]}} }}",
        "{{{'a': 1}}}",
        "{{ '}}' ~ \"{{\" ~ '\\'}}' }}",
        "{{ f(')') }}",
        "{%- raw %}{{ ${#a} {%{% endraw -%}",
        "{# {{ ' #}",
        "{{\n x\n}}"
      })
  void takes(String text) {
    assertThat(JinjaSyntax.unclosed(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab{{ x }",
        "ab{{ x } and {{ y }}",
        "ab{{ x",
        "ab{{ x %}",
        "ab{% if x }}",
        "ab{{ (x }}",
        "ab{{ 'x }}",
        "ab${#array[@]}",
        "ab{{ x ]}}"
      })
  void refuses(String text) {
    assertThat(JinjaSyntax.unclosed(text)).hasValue(text.indexOf('{'));
  }
}
