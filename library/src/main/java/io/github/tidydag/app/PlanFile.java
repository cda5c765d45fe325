package io.github.tidydag.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.janitor.ApprovedPlan;
import io.github.tidydag.janitor.EarlierScan;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads a plan file, one object in memory at a time. */
final class PlanFile {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of two keys the second would count, and the first is what a person reads. */
  private static final JsonFactory FACTORY =
      new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).setCodec(JSON);

  private final ObjectNode head = JSON.createObjectNode();
  private final Set<String> namespaces = new HashSet<>();
  private final Map<String, String> versions = new HashMap<>();
  private final Set<String> unread = new HashSet<>();
  private final Set<String> idle = new HashSet<>();

  private PlanFile() {}

  /**
   * What a plan file approves.
   *
   * @throws TidydagException if it cannot be read, or is no plan file
   */
  static ApprovedPlan read(Path file) {
    return read(file, PlanFile::approved);
  }

  /**
   * What a plan file of some time before has seen.
   *
   * @throws TidydagException if it cannot be read, or is no plan file
   */
  static EarlierScan earlier(Path file) {
    return read(file, plan -> new EarlierScan(plan.taken(), plan.idle));
  }

  private static <T> T read(Path file, Function<PlanFile, T> result) {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = FACTORY.createParser(in)) {
      PlanFile plan = new PlanFile();
      plan.read(parser);
      return result.apply(plan);
    } catch (IOException | RuntimeException e) {
      throw TidydagException.files(
          PathNames.shown(file) + ": is no plan that can be read: " + reason(e), e);
    }
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it holds no object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value != JsonToken.START_ARRAY) {
        head.set(name, parser.readValueAsTree());
        continue;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        JsonNode one = parser.readValueAsTree();
        switch (name) {
          case "deletions" -> deletion(one);
          case "notRead" -> unread.add(one.path("namespace").asText());
          case "objects" -> object(one);
          default -> {}
        }
      }
    }
    if (parser.nextToken() != null) {
      throw new IOException("something stands behind it");
    }
    if (head.path("format").asInt() != FORMAT || !head.path("options").isObject()) {
      throw new IOException("janitor plan -o has not written it; make one");
    }
  }

  private Instant taken() {
    return Instant.parse(head.path("taken").asText());
  }

  private ApprovedPlan approved() {
    return new ApprovedPlan(
        head.path("source").asText(), taken(), options(head.path("options")), namespaces, versions);
  }

  /** Deletions stand before the objects, which tell the versions of what goes with them. */
  private void deletion(JsonNode one) throws IOException {
    String uid = one.path("uid").asText();
    String version = one.path("resourceVersion").asText();
    if (uid.isEmpty() || version.isEmpty()) {
      throw new IOException("a deletion has no uid, or no resourceVersion");
    }
    namespaces.add(one.path("namespace").asText());
    versions.put(uid, version);
    one.path("takes").forEach(other -> versions.putIfAbsent(other.asText(), ""));
  }

  /** What could not be read stands before the objects, too. */
  private void object(JsonNode one) {
    String uid = one.path("uid").asText();
    versions.computeIfPresent(
        uid, (u, known) -> known.isEmpty() ? one.path("resourceVersion").asText() : known);
    Verdict verdict = known(one.path("verdict").asText(), PlanFile::verdict);
    boolean wasRead = !unread.contains("") && !unread.contains(one.path("namespace").asText());
    if (wasRead && (verdict == Verdict.UNSURE || verdict.isGarbage())) {
      idle.add(uid);
    }
  }

  private static PlanOptions options(JsonNode options) {
    if (options.path("keepLast").asInt() < 0) {
      throw new IllegalArgumentException("keepLast is less than none");
    }
    if (!options.path("selector").isObject()) {
      throw new IllegalArgumentException("it has no selector, not even an empty one");
    }
    return new PlanOptions(
        known(options.path("policy").asText(), Policy::of),
        Optional.ofNullable(options.get("minAge")).map(age -> minAge(age.asText())),
        options.path("noClientMode").asBoolean(),
        Optional.ofNullable(options.get("earlier"))
            .map(
                earlier ->
                    new EarlierScan(
                        Instant.parse(earlier.path("taken").asText()),
                        texts(earlier.path("idle")).collect(Collectors.toSet()))),
        texts(options.path("namespaces")).collect(Collectors.toSet()),
        JSON.convertValue(
            options.path("selector"),
            JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class)),
        texts(options.path("kinds"))
            .map(name -> known(name, PlanFile::kind))
            .collect(Collectors.toSet()),
        options.path("keepLast").asInt());
  }

  private static Duration minAge(String text) {
    Duration age = Duration.parse(text);
    if (age.isNegative()) {
      throw new IllegalArgumentException("minAge " + text + " is in the future");
    }
    return age;
  }

  private static <T> T known(String name, Function<String, Optional<T>> find) {
    return find.apply(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name + " is nothing that this version knows; make the plan anew"));
  }

  private static Optional<ResourceKind> kind(String name) {
    return Stream.of(ResourceKind.values()).filter(k -> k.toString().equals(name)).findFirst();
  }

  private static Optional<Verdict> verdict(String name) {
    return Stream.of(Verdict.values()).filter(v -> v.name().equals(name)).findFirst();
  }

  private static Stream<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
  }

  private static String reason(Exception e) {
    if (e instanceof JsonProcessingException json) {
      return json.getOriginalMessage()
          + (json.getLocation() == null ? "" : ", in line " + json.getLocation().getLineNr());
    }
    return e instanceof IOException io ? TextFiles.reason(io) : String.valueOf(e.getMessage());
  }
}
