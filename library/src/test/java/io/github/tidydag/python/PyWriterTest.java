package io.github.tidydag.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.python.PyExpr.Argument;
import io.github.tidydag.python.PyExpr.Call;
import io.github.tidydag.python.PyExpr.Item;
import io.github.tidydag.python.PyExpr.PyDict;
import io.github.tidydag.python.PyExpr.PyList;
import io.github.tidydag.python.PyExpr.Str;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ruff format} leaves as it is. */
final class PyWriterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain | \"plain\"",
        "it's | \"it's\"",
        "say \"hi\" | 'say \"hi\"'",
        "it's \"both\" | 'it\\'s \"both\"'",
        "'' \" | \"'' \\\"\"",
        "'\" | \"'\\\"\"",
        "back\\slash | \"back\\\\slash\"",
        "한국어 é | \"한국어 é\"",
        "${x} {{ y }} %s | \"${x} {{ y }} %s\"",
      })
  void text_gets_the_quotes_with_fewer_escapes(String text, String literal) {
    assertThat(PyWriter.flat(new Str(text))).isEqualTo(literal);
  }

  @Test
  void what_cannot_be_seen_is_escaped() {
    assertThat(PyWriter.flat(new Str("\n\r\t\u0000\u007f\u00a0\u00ad\u200b\u202e\u2028\ufeff")))
        .isEqualTo("\"\\n\\r\\t\\x00\\x7f\\xa0\\xad\\u200b\\u202e\\u2028\\ufeff\"");
    assertThat(PyWriter.flat(new Str("e\u0301😀"))).isEqualTo("\"e\\u0301\\U0001f600\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1.50, 1.50",
    "-0.25, -0.25",
    "100, 100.0",
    "1e-7, 1e-7",
    "1.5e300, 1.5e300",
    "1e999999999, 1e999999999"
  })
  void numbers_stay_as_long_as_they_were_written(String written, String source) {
    assertThat(PyWriter.flat(new PyExpr.Decimal(new BigDecimal(written)))).isEqualTo(source);
  }

  @Test
  void what_fits_stays_on_its_line() {
    PyExpr list = new PyList(List.of(new Str("a"), PyExpr.of(1), PyExpr.Constant.NONE));
    assertThat(PyWriter.line(new Argument("name", list), 4)).isEqualTo("name=[\"a\", 1, None],");
    assertThat(PyWriter.flat(new PyDict(List.of()))).isEqualTo("{}");
  }

  @Test
  void the_last_column_counts() {
    // four of indent, then name="...", to column 88
    String fits = "x".repeat(88 - 4 - "name=[\"\"],".length());
    PyExpr list = new PyList(List.of(new Str(fits)));
    assertThat(PyWriter.line(new Argument("name", list), 4)).doesNotContain("\n").hasSize(84);
    PyExpr longer = new PyList(List.of(new Str(fits + "x")));
    assertThat(PyWriter.line(new Argument("name", longer), 4))
        .isEqualTo("name=[\n        \"" + fits + "x\",\n    ],");
    PyExpr wide = new PyList(Collections.nCopies(9, new Str("가나다라")));
    assertThat(PyWriter.line(new Argument("wide", wide), 4)).contains("\n");
    PyExpr narrow = new PyList(Collections.nCopies(9, new Str("abcd")));
    assertThat(PyWriter.line(new Argument("wide", narrow), 4)).doesNotContain("\n");
  }

  @Test
  void what_does_not_fit_goes_one_item_a_line() {
    PyExpr call =
        Call.of(
            "k8s.V1EnvVar",
            new Argument("name", new Str("A")),
            new Argument(
                "value",
                new PyDict(
                    List.of(
                        new Item(new Str("key"), new Str("v".repeat(80))),
                        new Item(new Str("short"), new PyList(List.of()))))));
    assertThat(PyWriter.line(new Argument("env", call), 0))
        .isEqualTo(
            """
            env=k8s.V1EnvVar(
                name="A",
                value={
                    "key": "%s",
                    "short": [],
                },
            ),"""
                .formatted("v".repeat(80)));
  }

  @Test
  void a_chain_breaks_in_its_last_call() {
    PyExpr path = Call.of("Path", Argument.positional(new PyExpr.Name("__file__")));
    PyExpr chain =
        Call.of(
            "str",
            Argument.positional(
                new Call(
                    new PyExpr.Member(path, "with_name"),
                    List.of(Argument.positional(new Str("f".repeat(60)))))));
    assertThat(PyWriter.line(new Argument("pod_template_file", chain), 8))
        .isEqualTo(
            """
            pod_template_file=str(
                        Path(__file__).with_name(
                            "%s",
                        ),
                    ),"""
                .formatted("f".repeat(60)));
  }

  @Test
  void only_names_are_names() {
    for (String bad : List.of("", "a b", "a.", "1a", "class", "a-b", "a();b", "이름", "a\n")) {
      assertThatThrownBy(() -> new PyExpr.Name(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Argument("a b", PyExpr.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PyExpr.Member(PyExpr.of(1), "a.b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a-b, a_b",
    "1a, _1a",
    "class, class_",
    "list, list_",
    "작업, __",
    "__file__, __file___"
  })
  void a_variable_hides_nothing(String id, String variable) {
    assertThat(PyNames.identifierFor(id)).startsWith(variable);
    assertThat(PyNames.isIdentifier(PyNames.identifierFor(id))).isTrue();
  }
}
