package io.github.tidydag.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
  @Test
  void readsUnionsOfNestedTypes() {
    assertThat(ValueType.parse("map<str>|list<k8s:V1EnvVar>"))
        .isEqualTo(
            new ValueType.OneOf(
                List.of(
                    new ValueType.MapOf(ValueType.Scalar.STR),
                    new ValueType.ListOf(new ValueType.Kubernetes("V1EnvVar")))));
  }

  @Test
  void keepsUnionsInsideTheirBrackets() {
    assertThat(ValueType.parse("list<int|str>"))
        .isEqualTo(
            new ValueType.ListOf(
                new ValueType.OneOf(List.of(ValueType.Scalar.INT, ValueType.Scalar.STR))));
  }

  @Test
  void bareClassNamesAreKubernetesTypes() {
    assertThat(ValueType.parse("V1Pod")).isEqualTo(new ValueType.Kubernetes("V1Pod"));
    assertThat(ValueType.parse("CoreV1ResourceClaim"))
        .isEqualTo(new ValueType.Kubernetes("CoreV1ResourceClaim"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "str",
        "bool|str|list<str>",
        "enum:OnFinishAction",
        "manifest:SparkApplication",
        "secret",
        "struct:spec.driver.configMaps[]",
        "map<list<str>>",
        "int-or-string",
        "timedelta|float"
      })
  void writesWhatItRead(String text) {
    assertThat(ValueType.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "string", "list<", "str|", "str>", "odd:X", "k8s:", "list<str"})
  void refusesWhatIsNotOfTheGrammar(String text) {
    assertThatThrownBy(() -> ValueType.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
