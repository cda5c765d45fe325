package io.github.tidydag.spark;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one part of a custom resource in one release, in the order of the table. */
public final class ResourceFields {
  private final Map<String, SparkField> byKey;
  private final Map<String, SparkField> found;
  private final List<SparkField> needed;

  ResourceFields(Map<String, SparkField> byKey) {
    this.byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    this.found = new HashMap<>(byKey); // faster than one in order and unmodifiable
    this.needed = byKey.values().stream().filter(SparkField::needed).toList();
  }

  /** The fields by key. */
  public Map<String, SparkField> byKey() {
    return byKey;
  }

  /** The field of a key. */
  public Optional<SparkField> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The field of a key; null if there is none. For walks over whole documents. */
  public @Nullable SparkField get(String key) {
    return found.get(key);
  }

  /** The fields that somebody has to write. */
  public List<SparkField> needed() {
    return needed;
  }
}
