package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of a finished pod the Kubernetes API refuses, as far as a merge is likely to cause it. */
final class Refusals {
  private final JsonNode pod;
  private final Remarks remarks;

  private Refusals(JsonNode pod, Remarks remarks) {
    this.pod = pod;
    this.remarks = remarks;
  }

  static void check(JsonNode pod, Remarks remarks) {
    Refusals refusals = new Refusals(pod, remarks);
    refusals.name();
    refusals.volumes();
    refusals.containers();
  }

  private void name() {
    String name = pod.path("metadata").path("name").asText();
    if (PodNames.isTemplated(name)) {
      return;
    }
    if (name.length() > 253) {
      refuse("/metadata/name", "a name of %d characters; 253 are allowed", name.length());
    } else if (!name.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")) {
      refuse("/metadata/name", "the name %s", name);
    }
  }

  private void volumes() {
    Set<String> names = new HashSet<>();
    JsonNode volumes = pod.path("spec").path("volumes");
    for (int i = 0; i < volumes.size(); i++) {
      String name = volumes.path(i).path("name").asText();
      if (!names.add(name) && !name.equals(Attachments.SECRET_VOLUME)) {
        refuse("/spec/volumes/" + i + "/name", "a second volume %s: volumes are added up", name);
      }
    }
    for (String list : List.of("initContainers", "containers")) {
      JsonNode containers = pod.path("spec").path(list);
      for (int i = 0; i < containers.size(); i++) {
        mounts(containers.path(i), "/spec/" + list + "/" + i + "/volumeMounts/", names);
      }
    }
  }

  private void mounts(JsonNode container, String pointer, Set<String> volumes) {
    Set<String> paths = new HashSet<>();
    JsonNode mounts = container.path("volumeMounts");
    for (int i = 0; i < mounts.size(); i++) {
      String path = mounts.path(i).path("mountPath").asText();
      String name = mounts.path(i).path("name").asText();
      if (!paths.add(path)) {
        refuse(pointer + i + "/mountPath", "a second mount at %s", path);
      }
      if (!volumes.contains(name)) {
        refuse(pointer + i + "/name", "a mount of %s, which is no volume of the pod", name);
      }
    }
  }

  private void containers() {
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      JsonNode containers = pod.path("spec").path(list);
      for (int i = 0; i < containers.size(); i++) {
        JsonNode container = containers.path(i);
        String pointer = "/spec/" + list + "/" + i;
        String name = container.path("name").asText();
        if (!names.add(name)) {
          refuse(pointer + "/name", "a second container %s", name);
        }
        if (container.path("image").asText("").isEmpty()) {
          refuse(pointer, "the container %s without an image", name);
        }
        variables(container, pointer + "/env/");
      }
    }
  }

  private void variables(JsonNode container, String pointer) {
    List<String> names = new ArrayList<>();
    container.path("env").forEach(variable -> names.add(variable.path("name").asText()));
    for (int i = 0; i < names.size(); i++) {
      int last = names.lastIndexOf(names.get(i));
      if (last > i) {
        remarks.add(
            pointer + i, "the variable %s is set again later: the last one counts", names.get(i));
      }
    }
  }

  private void refuse(String pointer, String format, Object... values) {
    remarks.add(pointer, "Kubernetes refuses " + format, values);
  }
}
