package io.github.tidydag.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.cluster.ApiReader.Refused;
import io.github.tidydag.janitor.ClusterSnapshot;
import io.github.tidydag.janitor.Content;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.Owner;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.ResourceReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what decides from a live cluster: in pages, of ConfigMaps and Secrets the metadata alone,
 * and the content of those ConfigMaps only that nothing owns.
 */
public final class SnapshotReader {
  /** After this time the next reading is of all kinds, and not of those alone that decide. */
  private static final Duration ALL_AGAIN = Duration.ofSeconds(30);

  private static final int PAGE = 500;
  private static final int PAGE_OF_CONTENT = 50;
  private static final int MOST_SINGLE_READS = 100;

  private final ClusterConnection cluster;
  private final ApiReader api;
  private final List<String> namespaces;
  private final Set<ResourceKind> kinds;
  private final Map<ResourceKind, List<Resource>> read = new HashMap<>();
  private final Map<ResourceKind, List<Gap>> gaps = new HashMap<>();

  /** Namespaces by name in which nothing at all was seen. */
  private final Set<String> empty;

  private Instant allRead = Instant.MIN;

  /**
   * Prepares to read; nothing is sent.
   *
   * @param namespaces all of them if empty
   * @param secrets whether to list Secrets, too, of which only the metadata come
   */
  public SnapshotReader(ClusterConnection cluster, Set<String> namespaces, boolean secrets) {
    this.cluster = cluster;
    this.api = new ApiReader(cluster);
    this.namespaces = namespaces.isEmpty() ? List.of("") : namespaces.stream().sorted().toList();
    this.empty = new HashSet<>(namespaces);
    this.kinds = EnumSet.allOf(ResourceKind.class);
    if (!secrets) {
      kinds.remove(ResourceKind.SECRET);
    }
  }

  /** The same, for somebody who has read a namespace before: what has not changed is known. */
  public static SnapshotReader again(
      ClusterConnection cluster, String namespace, boolean secrets, ClusterSnapshot before) {
    SnapshotReader reader = new SnapshotReader(cluster, Set.of(namespace), secrets);
    reader.read.put(
        ResourceKind.CONFIG_MAP,
        before.resources().stream()
            .filter(r -> r.is(ResourceKind.CONFIG_MAP) && r.namespace().equals(namespace))
            .toList());
    return reader;
  }

  /**
   * Reads what decides over others, and before that the rest, if it was not read for half a minute.
   * The snapshot is of the time when the first begins.
   *
   * @throws ClusterException if the cluster does not answer
   */
  public ClusterSnapshot read(InstantSource clock) {
    if (allRead.plus(ALL_AGAIN).isBefore(clock.instant())) {
      allRead = clock.instant();
      kinds.stream().filter(kind -> !kind.isEvidence()).forEach(this::read);
    }
    Instant now = clock.instant();
    kinds.stream().filter(ResourceKind::isEvidence).forEach(this::read);
    Map<String, Resource> resources = new LinkedHashMap<>();
    for (ResourceKind kind : kinds) {
      read.getOrDefault(kind, List.of()).forEach(r -> resources.put(r.uid(), r));
    }
    List<Gap> missed = new ArrayList<>();
    kinds.forEach(kind -> missed.addAll(gaps.getOrDefault(kind, List.of())));
    missed.addAll(ApiReader.notThere(empty, missed));
    Set<String> absent = readOwners(resources);
    return new ClusterSnapshot(
        cluster.shown(), now, List.copyOf(resources.values()), missed, absent);
  }

  private void read(ResourceKind kind) {
    List<Resource> found = new ArrayList<>();
    List<Gap> missed = new ArrayList<>();
    for (String namespace : namespaces) {
      try {
        read(kind, namespace, found);
      } catch (Refused e) {
        missed.add(e.gap(namespace, kind));
      }
    }
    read.put(kind, kind == ResourceKind.CONFIG_MAP ? withContents(found, missed) : found);
    gaps.put(kind, missed);
  }

  private void read(ResourceKind kind, String namespace, List<Resource> found) {
    Optional<String> base = api.base(kind);
    if (base.isEmpty()) {
      return; // the cluster has no such kind, and so no such object
    }
    String apiVersion = base.get().substring(base.get().indexOf('/', 1) + 1);
    api.list(
        base.get() + ApiReader.in(namespace) + "/" + kind.plural(),
        kind.decides() ? ApiReader.JSON : ApiReader.METADATA,
        PAGE,
        object -> {
          empty.remove(namespace);
          (kind.decides()
                  ? ResourceReader.read(object, apiVersion, kind.kind())
                  : ResourceReader.readMetadata(object, apiVersion, kind.kind()))
              .ifPresent(found::add);
        });
  }

  private List<Resource> withContents(List<Resource> configMaps, List<Gap> missed) {
    Map<String, Content> contents = new HashMap<>();
    Map<String, List<Resource>> unread = new LinkedHashMap<>();
    Map<String, Resource> before = new HashMap<>();
    read.getOrDefault(ResourceKind.CONFIG_MAP, List.of()).forEach(r -> before.put(r.uid(), r));
    for (Resource resource : configMaps) {
      Resource known = before.get(resource.uid());
      if (known != null && known.resourceVersion().equals(resource.resourceVersion())) {
        contents.put(resource.uid(), known.content());
      } else if (resource.owners().isEmpty()) {
        unread.computeIfAbsent(resource.namespace(), n -> new ArrayList<>()).add(resource);
      }
    }
    unread.forEach(
        (namespace, wanted) -> {
          try {
            readContents(namespace, wanted, contents);
          } catch (Refused e) {
            // what was not read stays so, and is kept for that
            missed.add(e.gap(namespace, ResourceKind.CONFIG_MAP));
          }
        });
    return configMaps.stream()
        .map(
            r ->
                r.content() == Content.UNREAD && contents.containsKey(r.uid())
                    ? r.withContent(contents.get(r.uid()))
                    : r)
        .toList();
  }

  private void readContents(
      String namespace, List<Resource> wanted, Map<String, Content> contents) {
    String path = "/api/v1" + ApiReader.in(namespace) + "/" + ResourceKind.CONFIG_MAP.plural();
    ApiReader.Found take =
        object ->
            ResourceReader.read(object, "v1", ResourceKind.CONFIG_MAP.kind())
                .ifPresent(whole -> contents.put(whole.uid(), whole.content()));
    if (wanted.size() > MOST_SINGLE_READS) {
      api.list(path, ApiReader.JSON, PAGE_OF_CONTENT, take);
    } else {
      wanted.forEach(r -> api.one(path, r.name()).ifPresent(take::take));
    }
  }

  /** Asks for the owners that are of no kind that was listed; returns the uids that are gone. */
  private Set<String> readOwners(Map<String, Resource> resources) {
    Set<String> absent = new HashSet<>();
    Set<String> asked = new HashSet<>();
    List<Resource> open = new ArrayList<>(resources.values());
    for (int i = 0; i < open.size(); i++) {
      Resource resource = open.get(i);
      if (resource.is(ResourceKind.POD) && !resource.labels().containsKey("spark-role")) {
        continue; // of no concern, and in their thousands
      }
      for (Owner owner : resource.owners()) {
        Optional<ResourceKind> kind = ResourceKind.of(owner.apiVersion(), owner.kind());
        boolean isListed = kind.isPresent() && kind.get().decides();
        if (!isListed && !resources.containsKey(owner.uid()) && asked.add(owner.uid())) {
          try {
            Optional<Resource> found = owner(owner, resource.namespace());
            if (found.isPresent()) {
              resources.put(owner.uid(), found.get());
              open.add(found.get());
            } else {
              absent.add(owner.uid());
            }
          } catch (Refused e) {
            // not known, and what it may own is kept
          }
        }
      }
    }
    return absent;
  }

  private Optional<Resource> owner(Owner owner, String namespace) {
    String base = (owner.apiVersion().contains("/") ? "/apis/" : "/api/") + owner.apiVersion();
    for (JsonNode resource : api.resources(base)) {
      if (resource.path("kind").asText().equals(owner.kind())
          && !resource.path("name").asText().contains("/")) {
        String where = resource.path("namespaced").asBoolean() ? ApiReader.in(namespace) : "";
        return api.one(base + where + "/" + resource.path("name").asText(), owner.name())
            .map(found -> ResourceReader.owner(found, owner.apiVersion(), owner.kind()))
            .filter(found -> found.uid().equals(owner.uid()));
      }
    }
    throw new Refused("the server has no " + owner.kind(), false);
  }
}
