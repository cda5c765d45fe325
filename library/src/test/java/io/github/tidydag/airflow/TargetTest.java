package io.github.tidydag.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.tables.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
  private static final OperatorTable OPERATORS = OperatorTable.load();
  private static final CoreTable CORE = CoreTable.load();

  private static Optional<String> impossible(String airflow, String provider) {
    return new Target(Version.parse(airflow), Version.parse(provider)).impossible(OPERATORS, CORE);
  }

  @ParameterizedTest
  @CsvSource({
    "2.8.4, 7.14.0",
    "2.8.4, 10.0.1",
    "2.9.3, 10.4.3",
    "2.10.5, 8.4.2",
    "2.10.5, 10.10.0",
    "2.11.0, 10.25.0",
    "3.0.0, 9.0.0",
    "3.3.2, 10.25.0"
  })
  void pairsThatCanBeInstalled(String airflow, String provider) {
    assertThat(impossible(airflow, provider)).isEmpty();
  }

  @Test
  void aProviderCanNeedANewerAirflow() {
    assertThat(impossible("2.10.5", "10.25.0"))
        .contains(
            "provider 10.25.0 needs Airflow 2.11.0 or newer; the last one for Airflow 2.10.5 is"
                + " 10.10.0");
    assertThat(impossible("2.8.4", "10.1.0").orElseThrow()).endsWith("for Airflow 2.8.4 is 10.0.1");
    assertThat(impossible("2.9.3", "10.5.0").orElseThrow()).endsWith("for Airflow 2.9.3 is 10.4.3");
  }

  @Test
  void anAirflowCanNeedANewerProvider() {
    assertThat(impossible("3.0.6", "8.4.2"))
        .contains("Airflow 3.0.6 asks for provider 9.0.0 or newer");
  }

  @ParameterizedTest
  @CsvSource({
    "2.7.3, 8.3.4, Airflow 2.7.3 is not supported; versions 2.8 to 3.3 are",
    "3.4.0, 10.25.0, Airflow 3.4.0 is not supported; versions 2.8 to 3.3 are",
    "2.8.4, 7.13.0, provider 7.13.0 is not supported; versions 7.14.0 to 10.25.0 are",
    "3.3.2, 11.0.0, provider 11.0.0 is not supported; versions 7.14.0 to 10.25.0 are",
    "3.3.2, 10.2.0, provider 10.2.0 was never published; the one before it is 10.1.0"
  })
  void whatTheTablesDoNotKnow(String airflow, String provider, String reason) {
    assertThat(impossible(airflow, provider)).contains(reason);
  }
}
