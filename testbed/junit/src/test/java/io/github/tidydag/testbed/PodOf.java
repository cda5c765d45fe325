package io.github.tidydag.testbed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Pods as Spark makes them of templates, as far as the API server's checks go. */
final class PodOf {
  private PodOf() {}

  /**
   * The driver of an application: its template, with a name and with what Spark brings.
   *
   * @param outer the volumes that the application has outside of the template
   */
  static Object template(Map<String, Object> application, Set<String> outer) {
    Object template = at(at(at(application, "spec"), "driver"), "template");
    if (!(template instanceof Map<?, ?> parts)) {
      return pod(template == null ? Map.of() : Map.of("spec", template), outer);
    }
    return pod(parts, outer);
  }

  private static Map<String, Object> pod(Map<?, ?> template, Set<String> outer) {
    Map<String, Object> pod = new LinkedHashMap<>();
    template.forEach((key, value) -> pod.put((String) key, value));
    pod.put("apiVersion", "v1");
    pod.put("kind", "Pod");
    Object metadata = pod.get("metadata");
    if (metadata == null || metadata instanceof Map) {
      Map<Object, Object> named = new LinkedHashMap<>();
      if (metadata instanceof Map<?, ?> map) {
        named.putAll(map);
      }
      named.put("name", "driver");
      pod.put("metadata", named);
    }
    Object spec = pod.get("spec");
    if (spec == null || spec instanceof Map) {
      Map<Object, Object> whole = new LinkedHashMap<>();
      if (spec instanceof Map<?, ?> map) {
        whole.putAll(map);
      }
      whole.put("containers", containers(whole.get("containers")));
      whole.put("volumes", volumes(whole.get("volumes"), outer));
      pod.put("spec", whole);
    }
    return pod;
  }

  private static Object containers(@Nullable Object written) {
    if (written == null || (written instanceof List<?> none && none.isEmpty())) {
      return List.of(Map.of("name", "spark-kubernetes-driver", "image", "spark"));
    }
    if (!(written instanceof List<?> list)) {
      return written;
    }
    int spark = 0;
    for (int i = list.size() - 1; i >= 0; i--) {
      if ("spark-kubernetes-driver".equals(at(list.get(i), "name"))) {
        spark = i;
      }
    }
    List<@Nullable Object> containers = new ArrayList<>(list);
    if (containers.get(spark) instanceof Map<?, ?> map) {
      Map<Object, Object> container = new LinkedHashMap<>(map);
      if (container.get("name") == null) {
        container.put("name", "spark-kubernetes-driver");
      }
      Object image = container.get("image");
      if (image == null || image instanceof String) {
        container.put("image", "spark");
      }
      containers.set(spark, container);
    }
    return containers;
  }

  private static Object volumes(@Nullable Object written, Set<String> outer) {
    if (written != null && !(written instanceof List)) {
      return written;
    }
    List<@Nullable Object> volumes = new ArrayList<>();
    Set<String> missing = new TreeSet<>(outer);
    if (written instanceof List<?> list) {
      volumes.addAll(list);
      list.forEach(volume -> missing.remove(String.valueOf(at(volume, "name"))));
    }
    missing.forEach(name -> volumes.add(Map.of("name", name, "emptyDir", Map.of())));
    return volumes;
  }

  private static @Nullable Object at(@Nullable Object from, String key) {
    return from instanceof Map<?, ?> map ? map.get(key) : null;
  }
}
