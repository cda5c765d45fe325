package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.source.Location;
import java.util.Map;
import java.util.Optional;

/**
 * A pod that a task asks for.
 *
 * @param task its id
 * @param role of it in the task: {@code pod}, {@code job}, {@code driver} or {@code executor}
 * @param count how many of them there are at once
 * @param namespace where it runs
 * @param pod as the API server gets it; Jinja stays
 * @param at the task
 * @param places where the spec says what a key of the pod's spec becomes, by that key
 * @param unseen what else becomes part of it and cannot be seen here, and why
 */
public record PodNeed(
    String task,
    String role,
    int count,
    String namespace,
    JsonNode pod,
    Location at,
    Map<String, Location> places,
    Optional<String> unseen) {
  public PodNeed {
    places = Map.copyOf(places);
  }

  /** The same with another pod. */
  PodNeed with(JsonNode other) {
    return new PodNeed(task, role, count, namespace, other, at, places, unseen);
  }

  /** The place of the first key that the spec says; the task's if none. */
  Location place(String... keys) {
    for (String key : keys) {
      Location place = places.get(key);
      if (place != null) {
        return place;
      }
    }
    return at;
  }

  /** The task, with the role if there are several. */
  String shown() {
    return role.equals("pod") ? task : task + " (" + role + ")";
  }

  /** Why nobody can compute with it; empty if somebody can. */
  Optional<String> unknown() {
    return unseen.or(
        () -> Unknowns.part(spec()).map(part -> "only a run knows the " + part + " of its pod"));
  }

  JsonNode spec() {
    return pod.path("spec");
  }

  /** Whether its account is written, rather than Jinja. */
  public boolean isAccountKnown() {
    return ObjectNames.isKnown(account());
  }

  /** Whose rights it has. */
  public String account() {
    String name = spec().path("serviceAccountName").asText();
    return name.isEmpty() ? "default" : name;
  }
}
