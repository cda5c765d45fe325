package io.github.tidydag.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Against the patterns that YAML 1.2.2 gives in section 10.3.2. */
final class CoreSchemaTest {
  private static final Pattern NOTHING = Pattern.compile("null|Null|NULL|~|");
  private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

  @Test
  void agrees_on_words() {
    for (String text :
        "true True TRUE tRUE false False FALSE yes on null Null NULL ~ nul .inf -.Inf +.INF .iNF .nan .NaN .NAN +.nan 0x 0o 0x1G 0o8 \u0663 \uFF11 - + . e1 1e 1e+ -.5e-3 3.5.5"
            .split(" ", -1)) {
      check(text);
    }
    check("");
  }

  @Test
  void agrees_on_what_looks_like_numbers() {
    Random random = new Random(7);
    String signs = "0123456789.-+eExoabFn_";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(7); n >= 0; n--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      check(text.toString());
    }
  }

  private static void check(String text) {
    Node.Kind expected =
        NOTHING.matcher(text).matches()
            ? Node.Kind.NULL
            : BOOLEAN.matcher(text).matches()
                ? Node.Kind.BOOLEAN
                : INTEGER.matcher(text).matches()
                    ? Node.Kind.INTEGER
                    : DECIMAL.matcher(text).matches() ? Node.Kind.DECIMAL : Node.Kind.TEXT;
    assertThat(CoreSchema.kind(text)).as(text).isEqualTo(expected);
    for (Node.Kind kind : Node.Kind.values()) {
      if (kind != Node.Kind.DECIMAL || expected != Node.Kind.INTEGER) {
        assertThat(CoreSchema.allows(kind, text))
            .as(kind + " " + text)
            .isEqualTo(kind == Node.Kind.TEXT || kind == expected);
      }
    }
  }
}
