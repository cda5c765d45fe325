package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.ClusterSnapshot;
import io.github.tidydag.janitor.DeletionPlanner;
import io.github.tidydag.janitor.ObjectLists;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceReader;
import io.github.tidydag.source.YamlTokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever the mix: nothing that a pod or an application that lives can reach is ever taken. The
 * clusters are the dumps below {@code janitor}, mixed and mutated as JSON, so that reading them is
 * tested as well; what is reachable is worked out here, on the JSON, by other code than the
 * planner's.
 */
final class PlanPropertyTest {
  private static final int CLUSTERS = 1_500;
  private static final Policy[] POLICIES = Policy.values();

  @Test
  void takes_nothing_that_something_alive_reaches() throws IOException {
    List<ObjectNode> recorded = recorded();
    int taken = 0;
    int alive = 0;
    for (int seed = 0; seed < CLUSTERS; seed++) {
      List<ObjectNode> cluster = mutated(recorded, new Random(seed));
      Set<String> reached = reached(cluster);
      Set<String> planned = planned(cluster, seed);
      taken += planned.size();
      alive += reached.size();
      planned.retainAll(reached);
      assertThat(planned).as("seed " + seed).isEmpty();
    }
    assertThat(taken).as("what all plans take").isGreaterThan(CLUSTERS);
    assertThat(alive).as("what lives").isGreaterThan(CLUSTERS);
  }

  private static Set<String> planned(List<ObjectNode> cluster, int seed) {
    List<Resource> resources = new ArrayList<>();
    cluster.forEach(object -> ResourceReader.read(object, "", "").ifPresent(resources::add));
    PlanOptions options =
        PlanOptions.of(POLICIES[seed % POLICIES.length]).withNoClientMode(seed % 2 == 0);
    CleanupPlan plan =
        DeletionPlanner.plan(
            new ClusterSnapshot("mutated", PlanCleanupTest.NOW, resources, List.of(), Set.of()),
            options);
    Set<String> planned = new HashSet<>();
    for (CleanupPlan.Deletion one : plan.deletions()) {
      planned.add(one.resource().uid());
      planned.addAll(one.takes());
    }
    return planned;
  }

  private static List<ObjectNode> recorded() throws IOException {
    List<ObjectNode> objects = new ArrayList<>();
    for (Path folder : PlanCleanupTest.cases()) {
      try (InputStream in = Files.newInputStream(folder.resolve("dump.yaml"));
          JsonParser parser = YamlTokens.of(in)) {
        ObjectLists.read(parser, (object, version, kind) -> objects.add((ObjectNode) object));
      }
    }
    return objects;
  }

  /** Some of all objects, in two namespaces, with some changed. */
  private static List<ObjectNode> mutated(List<ObjectNode> recorded, Random random) {
    List<ObjectNode> cluster = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int start = random.nextInt(recorded.size());
    for (int i = 0; i < 24; i++) {
      ObjectNode object = recorded.get((start + i) % recorded.size()).deepCopy();
      if (!seen.add(uid(object)) || random.nextInt(8) == 0) {
        continue;
      }
      ObjectNode metadata = (ObjectNode) object.get("metadata");
      switch (random.nextInt(10)) {
        case 0 -> metadata.remove("ownerReferences");
        case 1 -> metadata.put("namespace", "other");
        case 2 -> metadata.remove("labels");
        case 3 -> metadata.remove("creationTimestamp");
        case 4 -> object.withObject("/status").put("phase", phase(random));
        case 5 ->
            object
                .withObject("/status/applicationState")
                .put("state", random.nextBoolean() ? "RUNNING" : "COMPLETED");
        case 6 -> names(object, recorded.get(random.nextInt(recorded.size())));
        case 7 -> owns(metadata, recorded.get((start + random.nextInt(24)) % recorded.size()));
        default -> {}
      }
      cluster.add(object);
    }
    return cluster;
  }

  private static String phase(Random random) {
    return List.of("Running", "Pending", "Failed", "Succeeded", "Unknown").get(random.nextInt(5));
  }

  private static void names(ObjectNode object, JsonNode other) {
    if (text(object, "/kind").equals("Pod")) {
      ObjectNode volume = object.withArray("/spec/volumes").addObject();
      volume.putObject("configMap").put("name", text(other, "/metadata/name"));
    }
  }

  private static void owns(ObjectNode metadata, JsonNode owner) {
    ArrayNode owners = metadata.withArray("/ownerReferences");
    owners
        .addObject()
        .put("apiVersion", text(owner, "/apiVersion"))
        .put("kind", text(owner, "/kind"))
        .put("name", text(owner, "/metadata/name"))
        .put("uid", text(owner, "/metadata/uid"));
  }

  private static Set<String> reached(List<ObjectNode> cluster) {
    Set<String> reached = new HashSet<>();
    for (ObjectNode live : cluster) {
      if (!isAlive(live, cluster)) {
        continue;
      }
      reached.add(uid(live));
      for (ObjectNode other : cluster) {
        boolean isNamed =
            live.path("spec").toString().contains('"' + text(other, "/metadata/name") + '"');
        boolean isSameRun = !run(live).isEmpty() && run(live).equals(run(other));
        if (isSameNamespace(live, other) && (isNamed || isSameRun)) {
          reached.add(uid(other));
        }
      }
      up(live, cluster, reached);
      down(live, cluster, reached);
    }
    return reached;
  }

  private static boolean isAlive(JsonNode object, List<ObjectNode> cluster) {
    String phase = text(object, "/status/phase");
    boolean hasEnded = phase.equals("Succeeded") || phase.equals("Failed");
    return switch (text(object, "/kind")) {
      case "Pod" -> !hasEnded && !isLeftOver(object, cluster);
      case "SparkApplication" ->
          text(object, "/apiVersion").startsWith("spark.apache")
              ? !Set.of("ResourceReleased", "TerminatedWithoutReleaseResources")
                  .contains(text(object, "/status/currentState/currentStateSummary"))
              : !Set.of("COMPLETED", "FAILED")
                  .contains(text(object, "/status/applicationState/state"));
      default -> false;
    };
  }

  /** An executor whose drivers have all ended, or are gone. */
  private static boolean isLeftOver(JsonNode pod, List<ObjectNode> cluster) {
    if (!text(pod, "/metadata/labels/spark-role").equals("executor")) {
      return false;
    }
    List<JsonNode> drivers = new ArrayList<>();
    pod.at("/metadata/ownerReferences")
        .forEach(
            owner -> {
              if (text(owner, "/kind").equals("Pod")) {
                drivers.add(owner);
              }
            });
    return !drivers.isEmpty()
        && drivers.stream()
            .allMatch(
                owner ->
                    owners(owner, pod, cluster)
                        .allMatch(
                            driver ->
                                text(driver, "/metadata/labels/spark-role").equals("driver")
                                    && Set.of("Succeeded", "Failed")
                                        .contains(text(driver, "/status/phase"))));
  }

  private static Stream<ObjectNode> owners(
      JsonNode reference, JsonNode of, List<ObjectNode> cluster) {
    return cluster.stream()
        .filter(other -> uid(other).equals(text(reference, "/uid")) && isSameNamespace(of, other));
  }

  private static void up(JsonNode from, List<ObjectNode> cluster, Set<String> reached) {
    from.at("/metadata/ownerReferences")
        .forEach(
            reference ->
                owners(reference, from, cluster)
                    .filter(owner -> reached.add(uid(owner)))
                    .forEach(owner -> up(owner, cluster, reached)));
  }

  private static void down(JsonNode from, List<ObjectNode> cluster, Set<String> reached) {
    for (ObjectNode other : cluster) {
      for (JsonNode reference : other.at("/metadata/ownerReferences")) {
        if (text(reference, "/uid").equals(uid(from))
            && isSameNamespace(from, other)
            && reached.add(uid(other))) {
          down(other, cluster, reached);
        }
      }
    }
  }

  private static boolean isSameNamespace(JsonNode a, JsonNode b) {
    return text(a, "/metadata/namespace").equals(text(b, "/metadata/namespace"));
  }

  private static String run(JsonNode object) {
    String id = text(object, "/metadata/labels/spark-app-selector");
    return id.isEmpty() ? text(object, "/status/sparkApplicationId") : id;
  }

  private static String uid(JsonNode object) {
    return text(object, "/metadata/uid");
  }

  private static String text(JsonNode object, String pointer) {
    return object.at(pointer).asText();
  }
}
