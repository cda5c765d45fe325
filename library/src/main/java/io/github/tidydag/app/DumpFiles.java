package io.github.tidydag.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.janitor.ClusterSnapshot;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.ObjectLists;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.ResourceReader;
import io.github.tidydag.source.YamlTokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what {@code kubectl get -o json} or {@code -o yaml} wrote, of any size. What cannot be read
 * as such is an error: an object that is passed over may be the one that proves that another lives.
 */
final class DumpFiles {
  private static final String AGAIN = "kubectl get -o json";

  private final Map<String, Resource> resources = new LinkedHashMap<>();

  private DumpFiles() {}

  /** Shell commands that make a folder with all that a plan needs. */
  static String commands() {
    return "mkdir dump; for kind in "
        + Stream.of(ResourceKind.values())
            .filter(kind -> kind != ResourceKind.SECRET)
            .map(ResourceKind::toString)
            .collect(Collectors.joining(" "))
        + "; do kubectl get $kind -A -o json > dump/$kind.json; done";
  }

  /**
   * Reads a file, or all of a folder.
   *
   * @param isComplete whether somebody vouches that what is not in the dump was not in the cluster
   * @throws TidydagException if something cannot be read
   */
  static ClusterSnapshot read(Path dump, boolean isComplete, Instant now) {
    DumpFiles files = new DumpFiles();
    files(dump)
        .forEach(
            file -> read(file, (object, version, kind) -> files.take(file, object, version, kind)));
    List<Gap> gaps = new ArrayList<>();
    for (ResourceKind kind : ResourceKind.values()) {
      if (!isComplete && kind.isEvidence()) {
        gaps.add(
            new Gap("", kind, "the dump does not tell whether it has all of them; see --complete"));
      }
    }
    return new ClusterSnapshot(
        "dump " + PathNames.shown(dump),
        now,
        List.copyOf(files.resources.values()),
        gaps,
        Set.of());
  }

  /**
   * The files of a dump.
   *
   * @throws TidydagException if a folder holds none
   */
  static List<Path> files(Path dump) {
    if (!Files.isDirectory(dump)) {
      return List.of(dump);
    }
    try (Stream<Path> walk = Files.walk(dump)) {
      List<Path> found =
          walk.filter(Files::isRegularFile)
              .filter(file -> isJson(file) || name(file).matches(".*\\.ya?ml"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw TidydagException.files(
            PathNames.shown(dump) + ": holds no .json or .yaml; write one with " + AGAIN, null);
      }
      return found;
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(dump) + ": cannot be listed: " + TextFiles.reason(e), e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  private static boolean isJson(Path file) {
    return name(file).endsWith(".json");
  }

  /**
   * Gives the objects of a file.
   *
   * @throws TidydagException if it cannot be read, or is not all of a list
   */
  static void read(Path file, ObjectLists.Sink sink) {
    String rest;
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = parser(file, in)) {
      if (Files.size(file) == 0) {
        throw new IOException(
            "it is empty, since what wrote it has failed; if the cluster has no such kind, remove"
                + " the file");
      }
      rest = ObjectLists.read(parser, sink);
    } catch (JsonProcessingException e) {
      throw TidydagException.files(
          PathNames.shown(file)
              + (e.getLocation() == null
                  ? ""
                  : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr())
              + " cannot be read, or breaks off; write it again with "
              + AGAIN,
          e);
    } catch (IOException e) {
      throw TidydagException.files(
          PathNames.shown(file)
              + ": cannot be read: "
              + TextFiles.reason(e)
              + "; a dump comes from "
              + AGAIN,
          e);
    }
    if (!rest.isEmpty()) {
      throw TidydagException.files(
          PathNames.shown(file)
              + ": is only a part of a list, which goes on elsewhere; write it with "
              + AGAIN,
          null);
    }
  }

  private static JsonParser parser(Path file, InputStream in) throws IOException {
    return isJson(file) ? new JsonFactory().createParser(in) : YamlTokens.of(in);
  }

  private void take(Path file, JsonNode object, String apiVersion, String kind) {
    String problem = ResourceReader.problem(object, apiVersion, kind);
    if (!problem.isEmpty()) {
      throw TidydagException.files(
          PathNames.shown(file)
              + ": holds an object "
              + problem
              + ": that is no dump of a cluster; write one with "
              + AGAIN,
          null);
    }
    ResourceReader.read(object, apiVersion, kind).ifPresent(r -> take(file, r));
  }

  private void take(Path file, Resource resource) {
    Resource other = resources.putIfAbsent(resource.uid(), resource);
    if (other != null && !other.resourceVersion().equals(resource.resourceVersion())) {
      throw TidydagException.files(
          "%s: %s in %s is in the dump in another version, too: one is older, and may be of a time"
                  .formatted(PathNames.shown(file), resource.shown(), resource.namespace())
              + " when something lived or did not; keep the newer file of the two",
          null);
    }
  }
}
