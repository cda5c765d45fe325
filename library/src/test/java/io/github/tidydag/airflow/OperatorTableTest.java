package io.github.tidydag.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import io.github.tidydag.tables.VersionRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorTableTest {
  private static final OperatorTable TABLE = OperatorTable.load();
  private static final OperatorInfo POD = TABLE.operator(OperatorKind.POD);
  private static final OperatorInfo SPARK = TABLE.operator(OperatorKind.SPARK);
  private static final OperatorInfo JOB = TABLE.operator(OperatorKind.JOB);
  private static final Version NEWEST = TABLE.newest();

  private static Version v(String text) {
    return Version.parse(text);
  }

  private static Optional<Effect.Kind> effect(OperatorInfo operator, String name, String provider) {
    return operator.argument(name, v(provider)).flatMap(ArgumentFact::effect).map(Effect::kind);
  }

  /** Each first version is the one whose wheel first has the argument. */
  @ParameterizedTest
  @CsvSource({
    "durable, 10.19.0, 10.20.0",
    "log_events_on_startup, 10.24.0, 10.25.0",
    "pod_template_dict, 7.11.0, 7.12.0",
    "callbacks, 7.13.0, 7.14.0",
    "logging_interval, 7.14.0, 8.0.0",
    "trigger_kwargs, 10.5.0, 10.6.0",
    "on_kill_action, 10.14.0, 10.15.0"
  })
  void argumentsBegin(String name, String before, String since) {
    assertThat(POD.argument(name, v(before))).isEmpty();
    assertThat(POD.argument(name, v(since))).isPresent();
    assertThat(POD.versionsOf(name).get(0).from()).isEqualTo(v(since));
  }

  @Test
  void argumentsEnd() {
    assertThat(POD.versionsOf("resources"))
        .containsExactly(new VersionRange(v("4.4.0"), Optional.of(v("4.4.0"))));
    assertThat(SPARK.argument("watch", v("7.13.0"))).isPresent();
    assertThat(SPARK.argument("watch", v("7.14.0"))).isEmpty();
    assertThat(POD.versionsOf("pod_override")).isEmpty();
  }

  @Test
  void defaultsChange() {
    assertThat(POD.argument("durable", v("10.21.0")).orElseThrow().defaultSource())
        .contains("True");
    assertThat(POD.argument("durable", NEWEST).orElseThrow().defaultSource()).contains("None");
    assertThat(SPARK.argument("namespace", NEWEST).orElseThrow().defaultSource())
        .contains("'default'");
  }

  @Test
  void typesAreThoseOfTheCode() {
    assertThat(POD.argument("env_vars", NEWEST).orElseThrow().type())
        .isEqualTo(ValueType.parse("map<str>|list<k8s:V1EnvVar>"));
    assertThat(POD.argument("skip_on_exit_code", NEWEST).orElseThrow().type())
        .hasToString("int|list<int>");
    assertThat(SPARK.argument("startup_timeout_seconds", NEWEST).orElseThrow().type())
        .isEqualTo(ValueType.Scalar.INT);
  }

  @Test
  void everyKubernetesTypeOfAnArgumentIsInItsTable() {
    KubernetesTypes types = KubernetesTypes.load();
    for (OperatorKind kind : OperatorKind.values()) {
      for (String name : TABLE.operator(kind).names(NEWEST)) {
        named(TABLE.operator(kind).argument(name, NEWEST).orElseThrow().type())
            .forEach(type -> assertThat(types.find(type)).as(name).isPresent());
      }
    }
  }

  private static List<String> named(ValueType type) {
    if (type instanceof ValueType.Kubernetes kubernetes) {
      return List.of(kubernetes.name());
    }
    if (type instanceof ValueType.ListOf list) {
      return named(list.item());
    }
    if (type instanceof ValueType.OneOf union) {
      return union.choices().stream().flatMap(choice -> named(choice).stream()).toList();
    }
    return List.of();
  }

  @Test
  void inheritedArgumentsAreAccepted() {
    ArgumentFact fact = SPARK.argument("env_vars", NEWEST).orElseThrow();
    assertThat(fact.inherited()).isTrue();
    assertThat(SPARK.argument("image", NEWEST).orElseThrow().inherited()).isFalse();
    assertThat(SPARK.argument("env_vars", v("7.13.0")))
        .as("before 7.14.0 it was no pod operator")
        .isEmpty();
    assertThat(SPARK.names(NEWEST)).contains("application_file", "deferrable", "on_finish_action");
  }

  @Test
  void theJobOperatorAppearsWith8() {
    assertThat(JOB.names(v("7.14.0"))).isEmpty();
    assertThat(JOB.argument("parallelism", v("7.14.0"))).isEmpty();
    assertThat(JOB.argument("image", v("7.14.0"))).isEmpty();
    assertThat(JOB.argument("image", v("8.0.0"))).isPresent();
    assertThat(JOB.argument("parallelism", v("10.12.0")).orElseThrow().defaultSource())
        .contains("None");
    assertThat(JOB.argument("parallelism", v("10.12.1")).orElseThrow().defaultSource())
        .contains("1");
  }

  @Test
  void effectsHaveVersions() {
    assertThat(effect(POD, "is_delete_operator_pod", "9.0.1")).contains(Effect.Kind.DEPRECATED);
    assertThat(effect(POD, "is_delete_operator_pod", "10.0.0")).contains(Effect.Kind.IGNORED);
    assertThat(effect(POD, "image", "10.25.0")).isEmpty();
    assertThat(effect(SPARK, "env_vars", "10.25.0")).contains(Effect.Kind.IGNORED);
    assertThat(effect(SPARK, "labels", "10.25.0")).contains(Effect.Kind.HARMFUL);
    assertThat(effect(SPARK, "base_container_name", "10.25.0")).contains(Effect.Kind.OVERRIDDEN);
    assertThat(effect(SPARK, "deferrable", "10.17.0")).contains(Effect.Kind.HARMFUL);
    assertThat(effect(SPARK, "deferrable", "10.17.1")).isEmpty();
    assertThat(effect(JOB, "on_finish_action", "10.17.1")).contains(Effect.Kind.IGNORED);
    assertThat(effect(JOB, "on_finish_action", "10.18.0")).contains(Effect.Kind.CONDITIONAL);
  }

  @Test
  void anOwnArgumentDoesNotInheritTheEffectOfTheBase() {
    assertThat(effect(POD, "reattach_on_restart", "10.25.0")).contains(Effect.Kind.DEPRECATED);
    assertThat(effect(SPARK, "reattach_on_restart", "10.25.0")).isEmpty();
    assertThat(effect(JOB, "reattach_on_restart", "10.25.0")).contains(Effect.Kind.IGNORED);
  }

  @Test
  void templatedFieldsHaveVersions() {
    assertThat(POD.isTemplated("name", v("10.1.0"))).isFalse();
    assertThat(POD.isTemplated("name", v("10.3.0"))).isTrue();
    assertThat(POD.isTemplated("tolerations", NEWEST)).isFalse();
    assertThat(SPARK.isTemplated("name", NEWEST)).isFalse();
    assertThat(SPARK.isTemplated("application_file", NEWEST)).isTrue();
    assertThat(JOB.isTemplated("job_template_file", NEWEST)).isTrue();
    assertThat(JOB.isTemplated("image", NEWEST)).isTrue();
  }

  @Test
  void enumsGrow() {
    assertThat(TABLE.enumValues("OnFinishAction", v("10.11.1")))
        .containsExactlyInAnyOrder("delete_pod", "delete_succeeded_pod", "keep_pod");
    assertThat(TABLE.enumValues("OnFinishAction", v("10.12.0"))).contains("delete_active_pod");
    assertThat(TABLE.enumValues("OnKillAction", v("10.14.0"))).isEmpty();
    assertThat(TABLE.enumValues("CompletionMode", v("8.0.0")))
        .containsExactly("NonIndexed", "Indexed");
  }

  @Test
  void everyEnumOfAnArgumentHasValues() {
    for (OperatorKind kind : OperatorKind.values()) {
      for (String name : TABLE.operator(kind).names(NEWEST)) {
        if (TABLE.operator(kind).argument(name, NEWEST).orElseThrow().type()
            instanceof ValueType.EnumOf type) {
          assertThat(TABLE.enumValues(type.name(), NEWEST)).as(name).isNotEmpty();
        }
      }
    }
  }

  /** Read in the METADATA of each of these wheels. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "7.14.0; >=21.7.0,<24",
        "8.0.1; >=28.1.0,<=29.0.0",
        "8.3.4; >=29.0.0,<=30.1.0",
        "8.4.2; >=29.0.0,<=30.1.0",
        "10.8.0; >=32.0.0,<33.0.0",
        "10.14.0; >=35.0.0,<36.0.0",
        "10.25.0; >=36.0.1,<37.0.0"
      })
  void providersNameTheirKubernetesClient(String provider, String requirement) {
    assertThat(TABLE.kubernetesClient(v(provider)).orElseThrow()).hasToString(requirement);
  }

  @Test
  void someKnownClientFitsEverySupportedProvider() {
    List<Version> clients = KubernetesTypes.load().clients();
    for (Version provider : TABLE.versions()) {
      if (provider.isAtLeast(Target.OLDEST_PROVIDER)) {
        assertThat(TABLE.kubernetesClient(provider).orElseThrow().among(clients))
            .as("provider %s", provider)
            .isNotEmpty();
      }
    }
  }

  @Test
  void clientRangesExcludeSingleVersions() {
    ClientRange range = TABLE.kubernetesClient(v("10.18.0")).orElseThrow();
    assertThat(range.admits(v("36.0.0"))).isFalse();
    assertThat(range.admits(v("36.0.1"))).isTrue();
    assertThat(range.admits(v("37.0.0"))).isFalse();
    assertThat(range.admits(v("34.1.0"))).isFalse();
  }

  @Test
  void suggestsNames() {
    assertThat(POD.nearest("imagePullPolicy", NEWEST)).contains("image_pull_policy");
    assertThat(POD.nearest("on_finsh_action", NEWEST)).contains("on_finish_action");
    assertThat(POD.nearest("zzz", NEWEST)).isEmpty();
  }
}
