package io.github.tidydag.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dns-label; a-b1",
        "dns-label; 0",
        "dns-subdomain; a.b-c.d",
        "labels; ''",
        "labels; A_b.c-1",
        "label-key; app.kubernetes.io/name",
        "label-key; app",
        "config-key; .env",
        "port-name; http-2",
        "env-name; MY.VAR-1",
        "env-prefix; ''",
        "quantity; 4Gi",
        "path-segment; system:node",
        "range:1..65535; 65535",
        "enum:Always|Never; Never",
        "enum:|File; ''",
        "int-or-string; anything",
        "cron; 0 3 * * *"
      })
  void takes(String grammar, String text) {
    assertThat(Grammar.parse(grammar).problem(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dns-label; A",
        "dns-label; a.b",
        "dns-label; -a",
        "dns-label; a-",
        "dns-label; ''",
        "dns-label; abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-0123456789",
        "dns-subdomain; a..b",
        "dns-subdomain; a_b",
        "cron-job-name; abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz",
        "labels; -a",
        "label-key; a/b/c",
        "label-key; /name",
        "label-key; Upper.Case/name",
        "config-key; a/b",
        "config-key; ..",
        "port-name; abcdefghijklmnop",
        "port-name; 80",
        "port-name; a--b",
        "port-name; a-",
        "env-name; A=B",
        "env-name; ''",
        "quantity; 4GB",
        "path-segment; a/b",
        "range:1..65535; 0",
        "range:1..65535; 65536",
        "range:1..65535; http",
        "enum:Always|Never; always",
        "cron; ' '"
      })
  void refuses(String grammar, String text) {
    assertThat(Grammar.parse(grammar).problem(text)).isPresent();
  }

  @Test
  void saysWhatToWrite() {
    assertThat(Grammar.parse("enum:Always|IfNotPresent|Never").problem("if_not_present"))
        .contains("is not one of the values that Kubernetes knows; write IfNotPresent");
    assertThat(Grammar.parse("range:0..511").problem("644"))
        .contains("is out of range; write a number from 0 to 511");
    assertThat(Grammar.parse("range:0..2147483647").problem("-1"))
        .contains("is out of range; write a number from 0");
  }

  @Test
  void checksTheKeysOfMaps() {
    assertThat(Grammar.parse("labels").problemOfKey("a b")).isPresent();
    assertThat(Grammar.parse("annotations").problemOfKey("example.com/x")).isEmpty();
    assertThat(Grammar.parse("annotations").problem("any text at all")).isEmpty();
    assertThat(Grammar.parse("config-data").problemOfKey("a/b")).isPresent();
    assertThat(Grammar.parse("quantity").problemOfKey("nvidia.com/gpu")).isEmpty();
  }
}
