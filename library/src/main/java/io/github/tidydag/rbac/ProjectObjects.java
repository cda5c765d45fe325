package io.github.tidydag.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes roles and bindings as files describe them. Files may be about several clusters, and never
 * tell all of one: what two of them say differently is not known.
 */
public final class ProjectObjects {
  private static final String RBAC = "rbac.authorization.k8s.io/v1";

  private final Map<String, JsonNode> objects = new LinkedHashMap<>();
  private final Set<String> unsure = new HashSet<>();

  /** Takes a role or a binding. */
  public void take(JsonNode object) {
    String key = key(object);
    JsonNode before = objects.putIfAbsent(key, object);
    if (before != null && !before.equals(object)) {
      unsure.add(key);
    }
  }

  /** Takes only that there is one, of which nobody knows what it says in the end. */
  public void doubt(JsonNode object) {
    unsure.add(key(object));
  }

  private static String key(JsonNode object) {
    return object.path("kind").asText()
        + " "
        + object.at("/metadata/namespace").asText()
        + "/"
        + object.at("/metadata/name").asText();
  }

  /** What all of them say together, and of ClusterRoles what those of every cluster say. */
  public Surroundings surroundings() {
    SnapshotBuilder snapshot = new SnapshotBuilder();
    UsualRoles.ALL.forEach(snapshot::take);
    objects.forEach(
        (key, object) -> {
          if (!unsure.contains(key)) {
            snapshot.take(object, RBAC, "");
          }
        });
    snapshot.gap(new AccessGap("", "files", "they tell not all of a cluster", true));
    RbacSnapshot known = snapshot.build("files");
    List<Subject> named =
        known.bindings().stream()
            .flatMap(binding -> binding.subjects().stream())
            .flatMap(subject -> subject.asAccount().stream())
            .toList();
    return new Surroundings(
        new RbacSnapshot(
            known.source(),
            Set.copyOf(named),
            known.roles().stream().filter(role -> !isUnsure(role)).toList(),
            known.bindings(),
            List.of(),
            known.gaps()));
  }

  private boolean isUnsure(Role role) {
    return role.isClusterRole() && unsure.contains("ClusterRole /" + role.name());
  }
}
