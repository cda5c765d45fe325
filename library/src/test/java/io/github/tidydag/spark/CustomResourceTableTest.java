package io.github.tidydag.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.tables.ValueType;
import io.github.tidydag.tables.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomResourceTableTest {
  private static final CustomResourceTable TABLE =
      CustomResourceTable.sparkApplication(KubernetesTypes.load());
  private static final Version NEWEST = Version.parse("2.5.2");

  private static Version v(String text) {
    return Version.parse(text);
  }

  /** Each first release is the one whose definition first has the field. */
  @ParameterizedTest
  @CsvSource({
    "spec.suspend, 2.3.0, 2.4.0",
    "spec.driver.template, 2.0.2, 2.1.0",
    "spec.driver.priorityClassName, 1.6.2, 2.0.0",
    "spec.driver.memoryLimit, 2.1.1, 2.2.0",
    "spec.driver.podSecurityContext, 1.2.0, 1.2.1",
    "spec.driver.serviceLabels, 1.4.4, 1.4.5",
    "spec.driverIngressOptions, 1.4.6, 1.5.0",
    "spec.volumes[].ephemeral, 1.3.8, 1.4.0",
    "spec.volumes[].image, 2.0.2, 2.1.1"
  })
  void fieldsBegin(String path, String before, String since) {
    assertThat(TABLE.field(path, v(before))).isEmpty();
    assertThat(TABLE.field(path, v(since))).isPresent();
    assertThat(TABLE.versionsOf(path)).singleElement().hasToString("since " + since);
  }

  @Test
  void releasesBetweenThoseReadAreTheOlderOne() {
    assertThat(TABLE.releaseFor(v("2.3.9"))).contains(v("2.3.0"));
    assertThat(TABLE.releaseFor(v("9.9"))).contains(NEWEST);
    assertThat(TABLE.releaseFor(v("1.0"))).isEmpty();
    assertThat(TABLE.children("", v("1.0"))).isEmpty();
  }

  @Test
  void theTop() {
    assertThat(TABLE.apiVersion()).isEqualTo("sparkoperator.k8s.io/v1beta2");
    assertThat(TABLE.children("", NEWEST).keySet())
        .containsExactly("apiVersion", "kind", "metadata", "spec", "status");
    assertThat(TABLE.field("metadata", v("2.0.2")).orElseThrow().required()).isFalse();
    assertThat(TABLE.field("metadata", NEWEST).orElseThrow().required()).isTrue();
  }

  @Test
  void bounds() {
    assertThat(TABLE.field("spec.type", NEWEST).orElseThrow().values())
        .containsExactly("Java", "Python", "Scala", "R");
    assertThat(TABLE.field("spec.driver.cores", NEWEST).orElseThrow().minimum()).contains(1L);
    assertThat(TABLE.field("spec.driver.cores", NEWEST).orElseThrow().maximum())
        .contains((long) Integer.MAX_VALUE);
    assertThat(TABLE.field("spec.timeToLiveSeconds", NEWEST).orElseThrow().maximum()).isEmpty();
    assertThat(TABLE.field("spec.mainApplicationFile", v("2.0.2")).orElseThrow().required())
        .isFalse();
    assertThat(TABLE.field("spec.mainApplicationFile", v("2.1.0")).orElseThrow().required())
        .isTrue();
  }

  @Test
  void embeddedTypesLeadToTheirFields() {
    assertThat(TABLE.field("spec.driver.env[].valueFrom.secretKeyRef.key", NEWEST)).isPresent();
    assertThat(TABLE.field("spec.driver.env[3].valueFrom.secretKeyRef.key", NEWEST)).isPresent();
    assertThat(TABLE.field("spec.executor.sidecars[].resources.limits", NEWEST).orElseThrow())
        .satisfies(field -> assertThat(field.grammar().orElseThrow()).hasToString("quantity"));
    assertThat(TABLE.field("spec.driver.env.name", NEWEST)).isEmpty();
  }

  @Test
  void whatTheDefinitionLacksIsNotThereThoughKubernetesHasIt() {
    assertThat(TABLE.field("spec.driver.env[].valueFrom.fileKeyRef", NEWEST)).isEmpty();
    assertThat(TABLE.field("spec.driver.initContainers[].restartPolicyRules", NEWEST)).isEmpty();
  }

  @Test
  void podTemplatesAreOpen() {
    assertThat(TABLE.field("spec.driver.template", NEWEST).orElseThrow().open()).isTrue();
    assertThat(TABLE.field("spec.driver.template.spec.containers[].restartPolicyRules", NEWEST))
        .isPresent();
    assertThat(TABLE.field("metadata.ownerReferences", NEWEST)).isPresent();
    assertThat(
            TABLE.field(
                "spec.volumes[].ephemeral.volumeClaimTemplate.metadata.ownerReferences", NEWEST))
        .isEmpty();
  }

  @Test
  void securityContextWasThePodsUntil120() {
    assertThat(TABLE.field("spec.driver.securityContext.fsGroup", v("1.2.0"))).isPresent();
    assertThat(TABLE.field("spec.driver.securityContext.fsGroup", v("1.2.1"))).isEmpty();
    assertThat(TABLE.field("spec.driver.securityContext.privileged", v("1.2.0"))).isEmpty();
    assertThat(TABLE.field("spec.driver.securityContext.privileged", v("1.2.1"))).isPresent();
  }

  @Test
  void maps() {
    assertThat(TABLE.field("spec.sparkConf", NEWEST).orElseThrow().type())
        .isEqualTo(ValueType.parse("map<str>"));
    assertThat(TABLE.field("spec.driver.envSecretKeyRefs.PASSWORD.key", NEWEST)).isPresent();
    assertThat(TABLE.children("spec.driver.envSecretKeyRefs.*", NEWEST))
        .containsOnlyKeys("key", "name");
  }

  @Test
  void unknownPathsAreEmpty() {
    assertThat(TABLE.field("spec.drivr", NEWEST)).isEmpty();
    assertThat(TABLE.children("spec.mode", NEWEST)).isEmpty();
    assertThat(TABLE.children("nothing.at.all", NEWEST)).isEmpty();
    assertThat(TABLE.versionsOf("spec.drivr")).isEmpty();
  }

  @Test
  void theKubeflowOperatorHasThreeKinds() {
    CustomResources kubeflow = CustomResources.kubeflow(KubernetesTypes.load());
    assertThat(kubeflow.kinds())
        .containsExactly("SparkApplication", "ScheduledSparkApplication", "SparkConnect");
    CustomResourceTable scheduled = kubeflow.table("ScheduledSparkApplication");
    assertThat(scheduled.field("spec.schedule", NEWEST).orElseThrow().needed()).isTrue();
    assertThat(scheduled.field("spec.template.driver.env[].name", NEWEST)).isPresent();
    assertThat(scheduled.versionsOf("spec.timeZone")).singleElement().hasToString("since 2.2.0");
    CustomResourceTable connect = kubeflow.table("SparkConnect");
    assertThat(connect.apiVersion()).isEqualTo("sparkoperator.k8s.io/v1alpha1");
    assertThat(connect.releases()).first().hasToString("2.3.0");
    assertThat(connect.releaseFor(v("2.2.1"))).isEmpty();
    assertThat(connect.versions(v("2.2.1"))).isEmpty();
    assertThat(connect.versionsOf("spec.server.service"))
        .singleElement()
        .hasToString("since 2.4.0");
  }

  @Test
  void theApacheOperatorHasTwoKinds() {
    CustomResources apache = CustomResources.apache(KubernetesTypes.load());
    assertThat(apache.kinds()).containsExactly("SparkApplication", "SparkCluster");
    CustomResourceTable application = apache.table("SparkApplication");
    assertThat(application.versions(v("0.4.0"))).containsExactly("v1beta1", "v1alpha1");
    assertThat(application.versions(v("1.0.0"))).containsExactly("v1", "v1beta1");
    assertThat(application.versionsOf("spec.applicationTolerations.ttlAfterStopMillis"))
        .singleElement()
        .hasToString("since 0.5.0");
    assertThat(application.field("spec.driverSpec.podTemplateSpec.spec.volumes[].name", v("0.3.0")))
        .isPresent();
    assertThat(
            apache
                .table("SparkCluster")
                .field("spec.clusterTolerations.instanceConfig.maxWorkers", v("1.0.0"))
                .orElseThrow()
                .required())
        .isTrue();
  }

  /** A definition may ask for more than the client does, and for less. */
  @Test
  void whatIsRequiredIsWhatTheDefinitionRequires() {
    CustomResourceTable apache =
        CustomResources.apache(KubernetesTypes.load()).table("SparkApplication");
    SparkField lax =
        apache
            .field("spec.driverSpec.podTemplateSpec.spec.containers[].name", v("1.0.0"))
            .orElseThrow();
    assertThat(lax.required()).isFalse();
    assertThat(lax.requiredLater()).isTrue();
    assertThat(TABLE.field("spec.driver.hostAliases[].ip", v("2.0.2")).orElseThrow().required())
        .isFalse();
    assertThat(TABLE.field("spec.driver.hostAliases[].ip", NEWEST).orElseThrow().required())
        .isTrue();
    SparkField protocol =
        TABLE.field("spec.driver.sidecars[].ports[].protocol", NEWEST).orElseThrow();
    assertThat(protocol.defaultValue()).contains("TCP");
    assertThat(TABLE.field("spec.driver.sidecars[].ports", NEWEST).orElseThrow().keys())
        .containsExactly("containerPort", "protocol");
  }
}
