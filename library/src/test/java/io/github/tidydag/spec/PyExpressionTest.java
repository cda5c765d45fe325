package io.github.tidydag.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PyExpressionTest {
  static List<String> good() {
    return List.of(
        "x",
        "slack('#ok; a, b = c')",
        "Path('/data') / \"x\"",
        "[str(n) for n in range(3)]",
        "{'a': 1, **more}",
        "lambda context: send(context, to='me')",
        "a == b",
        "a != b and c <= d or e >= f",
        "a if b else c",
        "f(x := 1)",
        "''",
        "\"\"",
        "'' 'a'",
        "'it\\'s'",
        "r'\\d+\\''",
        "rb'\\\\'",
        "b'\\x00'",
        "f'{name}'",
        "f'{name!r:>{width}} {{literal}}'",
        "f\"{d[key]}\"",
        "x @ y",
        "이름(1)",
        "(a,)",
        "[1, 2][0]",
        "not x",
        "-1",
        "'\u2028'",
        "'😀'");
  }

  static List<String> bad() {
    return List.of(
        "a)",
        "a); import os; (b",
        "(a",
        "(a]",
        "a, b",
        "a, task_id='x'",
        "a = 1",
        "a := 1",
        "a <<= 1",
        "a; b",
        "(a; b)",
        "a # b",
        "a \\",
        "a \\\n b",
        "a\nb",
        "a\rb",
        "a\u000cb",
        "a\u0000b",
        "a\u0085b",
        "\ud800",
        "'a",
        "'a\\",
        "'a\\'",
        "\"a\nb\"",
        "*a",
        "**a",
        "a $ b",
        "`a`",
        "a?",
        // Python ends these strings elsewhere than a reader that pairs quotes
        "\"\"\"a\"\"\"",
        "'''a'''",
        "\"\"\" \" \"\"\"); import os; os.system(\"x\") #\"",
        "r'''\\'''); x('''",
        "f\"{'\"'}\" ); import os #'",
        "f'{\"a\"}'",
        "f\"{x[\"a\"]}\"",
        "f\"{x",
        "f\"{x\" }\"",
        "f\"}\"",
        "f'{a # b}'",
        "f'{a\\n}'",
        "rf\"{'\"'}\" ); import os #'",
        "fR\"{'\"'}\" ); import os #'",
        "t\"{'\"'}\" ); import os #'",
        "f'\\{'\"'}'",
        "x'''");
  }

  @ParameterizedTest
  @MethodSource("good")
  void stands_as_an_argument(String text) {
    assertThat(PyExpression.isOne(text)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void could_be_more_than_an_argument(String text) {
    assertThat(PyExpression.isOne(text)).isFalse();
  }
}
