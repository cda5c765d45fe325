package io.github.tidydag.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.uploads.Mentions;
import io.github.tidydag.uploads.UploadFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

/**
 * Looks for the names of upload folders in all that a cluster has of the janitor's kinds but
 * Secrets.
 */
public final class MentionReader {
  private static final int PAGE = 50;

  private final ApiReader api;

  /** Reads from a cluster. */
  public MentionReader(ClusterConnection cluster) {
    this.api = new ApiReader(cluster);
  }

  /**
   * Reads whole objects, page by page.
   *
   * @param namespaces all of them if empty
   * @throws ClusterException if the cluster does not answer
   */
  public Mentions read(Set<String> namespaces) {
    Map<String, String> by = new HashMap<>();
    List<Gap> gaps = new ArrayList<>();
    Set<String> unknown = new TreeSet<>(namespaces);
    for (ResourceKind kind : ResourceKind.values()) {
      Optional<String> base = kind == ResourceKind.SECRET ? Optional.empty() : api.base(kind);
      if (base.isPresent()) {
        for (String namespace : namespaces.isEmpty() ? Set.of("") : namespaces) {
          try {
            api.list(
                base.get() + ApiReader.in(namespace) + "/" + kind.plural(),
                ApiReader.JSON,
                PAGE,
                object -> {
                  unknown.remove(object.at("/metadata/namespace").asText());
                  find(kind, object, by);
                });
          } catch (ApiReader.Refused e) {
            gaps.add(e.gap(namespace, kind));
          }
        }
      }
    }
    gaps.addAll(ApiReader.notThere(unknown, gaps));
    return new Mentions(by, gaps);
  }

  private static void find(ResourceKind kind, JsonNode object, Map<String, String> by) {
    Matcher name = UploadFolder.NAME.matcher(object.toString());
    while (name.find()) {
      by.putIfAbsent(
          name.group(),
          "%s %s/%s"
              .formatted(
                  kind.kind(),
                  object.at("/metadata/namespace").asText(),
                  object.at("/metadata/name").asText()));
    }
  }
}
