package io.github.tidydag.janitor;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was in a cluster.
 *
 * @param source the cluster's name and address, or the dump
 * @param taken when reading began; ages count up to it
 * @param gaps what decides and was not read
 * @param absent uids of owners that were asked for by name and are not there
 */
public record ClusterSnapshot(
    String source, Instant taken, List<Resource> resources, List<Gap> gaps, Set<String> absent) {
  public ClusterSnapshot {
    resources = List.copyOf(resources);
    gaps = List.copyOf(gaps);
    absent = Set.copyOf(absent);
  }

  /** The resources by uid. */
  public Map<String, Resource> byUid() {
    Map<String, Resource> byUid = new HashMap<>();
    resources.forEach(r -> byUid.put(r.uid(), r));
    return byUid;
  }
}
