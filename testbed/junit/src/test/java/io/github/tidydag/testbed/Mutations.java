package io.github.tidydag.testbed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Manifests with one mistake each, or none: the same for the same manifest, every time. */
final class Mutations {
  /** What takes the place of a value. */
  private static final List<@Nullable Object> VALUES =
      Arrays.asList(
          null,
          "text",
          "",
          "5",
          "No good!",
          5,
          0,
          -1,
          0.5,
          99_999_999_999L,
          true,
          List.of(),
          List.of("text"),
          Arrays.asList((Object) null),
          Map.of(),
          Map.of("unknown", "text"));

  /**
   * A manifest with one change.
   *
   * @param change where and what, for people
   */
  record Mutation(String change, Map<String, Object> manifest) {}

  private Mutations() {}

  /**
   * The mutations of a tree.
   *
   * @param below the keys that lead to what is changed
   * @param every one in so many is taken, so that all kinds of changes come at all kinds of places
   */
  static List<Mutation> of(Map<String, Object> manifest, List<String> below, int every) {
    List<Mutation> all = new ArrayList<>();
    List<Object> path = new ArrayList<>(below);
    collect(manifest, at(manifest, below), path, all);
    List<Mutation> taken = new ArrayList<>();
    for (int i = 0; i < all.size(); i += every) {
      taken.add(all.get(i));
    }
    return taken;
  }

  private static void collect(
      Map<String, Object> manifest, @Nullable Object part, List<Object> path, List<Mutation> all) {
    if (part instanceof Map<?, ?> map) {
      all.add(changed(manifest, path, "unknownKey", "text"));
      map.keySet().forEach(key -> each(manifest, map.get(key), with(path, key), all));
    } else if (part instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        each(manifest, list.get(i), with(path, i), all);
      }
      if (!list.isEmpty()) {
        List<@Nullable Object> doubled = new ArrayList<>(list);
        doubled.add(list.get(0));
        all.add(new Mutation(path + " = twice its first", put(manifest, path, doubled)));
      }
    }
  }

  private static void each(
      Map<String, Object> manifest, @Nullable Object value, List<Object> path, List<Mutation> all) {
    all.add(new Mutation(path + " removed", remove(manifest, path)));
    for (Object other : VALUES) {
      all.add(new Mutation(path + " = " + shown(other), put(manifest, path, other)));
    }
    if (value instanceof String text && !text.isEmpty()) {
      String upper = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
      String other = upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
      all.add(new Mutation(path + " = " + other, put(manifest, path, other)));
    }
    if (path.get(path.size() - 1) instanceof String key) {
      Map<String, Object> renamed = remove(manifest, path);
      List<Object> parent = path.subList(0, path.size() - 1);
      all.add(changed(renamed, parent, key + "s", value));
    }
    collect(manifest, value, path, all);
  }

  private static String shown(@Nullable Object value) {
    return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
  }

  private static Mutation changed(
      Map<String, Object> manifest, List<Object> path, String key, @Nullable Object value) {
    List<Object> place = with(path, key);
    return new Mutation(place + " added", put(manifest, place, value));
  }

  private static List<Object> with(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private static Map<String, Object> put(
      Map<String, Object> manifest, List<Object> path, @Nullable Object value) {
    Map<String, Object> copy = copy(manifest);
    Object last = path.get(path.size() - 1);
    if (parent(copy, path) instanceof List<?> list) {
      items(list).set((Integer) last, value);
    } else {
      entries(parent(copy, path)).put((String) last, value);
    }
    return copy;
  }

  private static Map<String, Object> remove(Map<String, Object> manifest, List<Object> path) {
    Map<String, Object> copy = copy(manifest);
    Object last = path.get(path.size() - 1);
    if (parent(copy, path) instanceof List<?> list) {
      items(list).remove((int) (Integer) last);
    } else {
      entries(parent(copy, path)).remove(last);
    }
    return copy;
  }

  private static Object parent(Map<String, Object> manifest, List<Object> path) {
    return at(manifest, path.subList(0, path.size() - 1));
  }

  private static Object at(Map<String, Object> manifest, List<?> path) {
    Object at = manifest;
    for (Object step : path) {
      Object below = at instanceof List<?> list ? list.get((Integer) step) : entries(at).get(step);
      at = Objects.requireNonNull(below);
    }
    return at;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> entries(Object mapping) {
    return (Map<String, @Nullable Object>) mapping;
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> items(List<?> list) {
    return (List<@Nullable Object>) list;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> copy(Map<String, Object> manifest) {
    return (Map<String, Object>) Objects.requireNonNull(copyOf(manifest));
  }

  private static @Nullable Object copyOf(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(key, copyOf(item)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(copyOf(item)));
      return copy;
    }
    return value;
  }
}
