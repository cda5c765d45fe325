package io.github.tidydag.spec;

import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.JinjaSyntax;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problems;
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

  /**
   * Warns of what Airflow cannot render. It is no error, since {@code jinja_environment_kwargs} can
   * give a DAG other signs.
   */
  static void warnOfUnclosed(Location at, String text, Problems problems) {
    JinjaSyntax.unclosed(text)
        .ifPresent(
            start ->
                problems.warning(
                    at,
                    text.substring(start),
                    "opens Jinja and does not close it, and the task fails when Airflow renders it;"
                        + " close it, or put {% raw %} and {% endraw %} around what is no Jinja"));
  }

  /** True if a field of an object is rendered when the object stands in a templated argument. */
  static boolean reaches(String type, String field) {
    return NESTED.getOrDefault(type, Set.of()).contains(field);
  }
}
