package io.github.tidydag.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesTypesTest {
  private static final KubernetesTypes TYPES = KubernetesTypes.load();

  private static Field field(String path) {
    int dot = path.indexOf('.');
    return TYPES.type(path.substring(0, dot)).field(path.substring(dot + 1)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "V1EnvVarSource.secretKeyRef, secret_key_ref",
    "V1Volume.persistentVolumeClaim, persistent_volume_claim",
    "V1Volume.downwardAPI, downward_api",
    "V1Volume.scaleIO, scale_io",
    "V1PodSpec.hostIPC, host_ipc",
    "V1PodSpec.setHostnameAsFQDN, set_hostname_as_fqdn",
    "V1ContainerPort.hostIP, host_ip",
    "V1Probe.exec, _exec",
    "V1AzureDiskVolumeSource.diskURI, disk_uri"
  })
  void attributesOfThePythonClass(String field, String attribute) {
    assertThat(field(field).pythonName()).isEqualTo(attribute);
  }

  @Test
  void attributesChangeWithTheClient() {
    KubernetesType rule = TYPES.type("V1PolicyRule");
    assertThat(rule.field("nonResourceURLs", Version.parse("35.0.0")))
        .map(Field::pythonName)
        .isEqualTo(Optional.of("non_resource_ur_ls"));
    assertThat(rule.field("nonResourceURLs", Version.parse("36.0.1")))
        .map(Field::pythonName)
        .isEqualTo(Optional.of("non_resource_urls"));
  }

  @Test
  void classesComeAndGo() {
    KubernetesType core = TYPES.type("CoreV1ResourceClaim");
    assertThat(core.isIn(Version.parse("33.1.0"))).isFalse();
    assertThat(core.isIn(Version.parse("34.1.0"))).isTrue();
    assertThat(TYPES.type("V1Handler").isIn(Version.parse("23.6.0"))).isFalse();
    assertThat(TYPES.type("V1VolumeResourceRequirements").isIn(Version.parse("28.1.0"))).isFalse();
    assertThat(TYPES.type("V1VolumeResourceRequirements").isIn(Version.parse("29.0.0"))).isTrue();
    assertThat(TYPES.type("V1ResourceRequirements").field("claims", Version.parse("33.1.0")))
        .map(Field::type)
        .isEqualTo(Optional.of(ValueType.parse("list<V1ResourceClaim>")));
  }

  @Test
  void fieldsComeAndGo() {
    KubernetesType container = TYPES.type("V1Container");
    assertThat(container.field("restartPolicy", Version.parse("23.6.0"))).isEmpty();
    assertThat(container.field("restartPolicy", Version.parse("28.1.0"))).isPresent();
    assertThat(container.versionsOf("restartPolicy")).singleElement().hasToString("since 28");
    assertThat(container.fields(Version.parse("23.6.0")))
        .hasSizeLessThan(container.fields(Version.parse("36.0.3")).size());
  }

  @Test
  void requiredIsWhatTheConstructorAsksFor() {
    assertThat(field("V1Container.name").required()).isTrue();
    assertThat(field("V1Container.image").required()).isFalse();
    assertThat(field("V1PodSpec.containers").required()).isTrue();
    assertThat(field("V1JobSpec.template").required()).isTrue();
    assertThat(field("V1VolumeMount.mountPath").required()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "V1ResourceRequirements.limits, quantity",
    "V1EmptyDirVolumeSource.sizeLimit, quantity",
    "V1ContainerPort.containerPort, range:1..65535",
    "V1PodSpec.restartPolicy, enum:Always|OnFailure|Never",
    "V1Toleration.effect, enum:NoSchedule|PreferNoSchedule|NoExecute",
    "V1JobSpec.completionMode, enum:NonIndexed|Indexed",
    "V1ObjectMeta.labels, labels",
    "V1SecretKeySelector.key, config-key",
    "V1PodSpec.serviceAccountName, dns-subdomain"
  })
  void grammars(String field, String grammar) {
    assertThat(field(field).grammar().orElseThrow()).hasToString(grammar);
  }

  @Test
  void namesOfObjects() {
    assertThat(TYPES.type("V1CronJob").objectName().orElseThrow().kind())
        .isEqualTo(Grammar.Kind.CRON_JOB_NAME);
    assertThat(TYPES.type("V1Role").objectName().orElseThrow().problem("system:node")).isEmpty();
    assertThat(TYPES.type("V1Pod").objectName().orElseThrow().problem("a_b")).isPresent();
  }

  @Test
  void everyTypeNamedByAFieldIsThere() {
    for (String name : TYPES.names()) {
      for (Field field : TYPES.type(name).fields()) {
        check(name + "." + field.jsonName(), field.type());
      }
    }
  }

  private static void check(String where, ValueType type) {
    if (type instanceof ValueType.Kubernetes named) {
      assertThat(TYPES.find(named.name())).as(where).isPresent();
    } else if (type instanceof ValueType.ListOf list) {
      check(where, list.item());
    } else if (type instanceof ValueType.MapOf map) {
      check(where, map.value());
    }
  }

  @Test
  void suggestsKeys() {
    assertThat(TYPES.type("V1EnvVarSource").nearest("secret_key_ref")).contains("secretKeyRef");
    assertThat(TYPES.type("V1PodSpec").nearest("hostnetwork")).contains("hostNetwork");
    assertThat(TYPES.type("V1Container").nearest("imagePulPolicy")).contains("imagePullPolicy");
  }

  @Test
  void unknownTypesAreRefused() {
    assertThat(TYPES.find("V1Nothing")).isEmpty();
    assertThatThrownBy(() -> TYPES.type("V1Nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no Kubernetes type V1Nothing");
  }
}
