package io.github.tidydag.tables;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Facts by name, each over its versions. An entry is read when it is first asked for: a command
 * needs few of them.
 *
 * @param <T> the fact
 */
public final class RunTable<T> {
  private final Map<String, Json> source;
  private final BiFunction<String, Json, T> fact;
  private final Map<String, Runs<T>> read = new ConcurrentHashMap<>();

  /**
   * A table over an object whose values are lists of runs.
   *
   * @param fact makes the fact of a name and a run
   */
  public RunTable(Json object, BiFunction<String, Json, T> fact) {
    this.source = object.fields();
    this.fact = fact;
  }

  /** The names, in the order of the file. */
  public Set<String> names() {
    return source.keySet();
  }

  /** All runs of a name. */
  public Optional<Runs<T>> find(String name) {
    Runs<T> known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Json list = source.get(name);
    if (list == null) {
      return Optional.empty();
    }
    Runs<T> runs = Runs.of(list, run -> fact.apply(name, run));
    read.put(name, runs);
    return Optional.of(runs);
  }

  /** The fact of a name in a version. */
  public Optional<T> at(String name, Version version) {
    return find(name).flatMap(runs -> runs.at(version));
  }
}
