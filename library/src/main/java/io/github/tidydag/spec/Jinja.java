package io.github.tidydag.spec;

import io.github.tidydag.source.JinjaMask;
import java.util.Map;
import java.util.Set;

/** Where Airflow renders Jinja, and where it sends the braces to Kubernetes. */
final class Jinja {
  /**
   * The fields of Kubernetes objects that operators render inside templated arguments: {@code
   * _render_nested_template_fields} of KubernetesPodOperator, provider 7.14.0 to 10.25.0.
   */
  private static final Map<String, Set<String>> NESTED =
      Map.of(
          "V1EnvVar", Set.of("name", "value"),
          "V1ResourceRequirements", Set.of("limits", "requests"),
          "V1Volume", Set.of("name", "persistentVolumeClaim", "configMap"),
          "V1VolumeMount", Set.of("name", "subPath"),
          "V1EnvFromSource", Set.of("configMapRef"),
          "V1PersistentVolumeClaimVolumeSource", Set.of("claimName"),
          "V1ConfigMapVolumeSource", Set.of("name"),
          "V1ConfigMapEnvSource", Set.of("name"));

  private Jinja() {}

  /** True if the text holds an expression, a statement or a comment of Jinja. */
  static boolean isIn(String text) {
    return text.contains("{{")
        || text.contains("{%")
        || text.contains("{#")
        || JinjaMask.isIn(text);
  }

  /** True if a field of an object is rendered when the object stands in a templated argument. */
  static boolean reaches(String type, String field) {
    return NESTED.getOrDefault(type, Set.of()).contains(field);
  }
}
