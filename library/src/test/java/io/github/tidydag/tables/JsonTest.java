package io.github.tidydag.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void readsEveryKindOfValue() {
    Json json =
        Json.parse(
            " {\"a\" : [1, -20, \"x\"],\n\"t\": true, \"f\":false, \"n\":null, \"e\":{}, \"l\":[ ]}\t");
    assertThat(json.get("a").texts()).containsExactly("1", "-20", "x");
    assertThat(json.flag("t")).isTrue();
    assertThat(json.flag("f")).isFalse();
    assertThat(json.flag("absent")).isFalse();
    assertThat(json.find("n")).isEmpty();
    assertThat(json.get("e").fields()).isEmpty();
    assertThat(json.get("l").items()).isEmpty();
    assertThat(json.fields().keySet()).containsExactly("a", "t", "f", "n", "e", "l");
  }

  @Test
  void readsNumbers() {
    assertThat(Json.parse("{\"n\": 9223372036854775807}").findNumber("n")).contains(Long.MAX_VALUE);
  }

  @Test
  void readsEscapes() {
    assertThat(Json.parse("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00b\"").text())
        .isEqualTo("a\"\\/\b\f\n\r\t\u00e9\ud83d\ude00b");
    assertThat(Json.parse("\"\"").text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "tru",
        "nul",
        "1.5",
        "-",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "1 2",
        "[1 2]"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void missingResourcesAndKeysAreNamed() {
    assertThatThrownBy(() -> Json.resource(JsonTest.class, "nothing.json"))
        .hasMessageContaining("nothing.json");
    assertThatThrownBy(() -> Json.parse("{}").get("key")).hasMessageContaining("key");
  }
}
