package io.github.tidydag.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One fact over the versions: what it was, from when to when.
 *
 * @param <T> the fact
 */
public record Runs<T>(List<Run<T>> runs) {
  /** A stretch of versions with the same fact. */
  public record Run<T>(VersionRange range, T fact) {}

  public Runs {
    runs = List.copyOf(runs);
  }

  /** Reads a list of objects that have {@code from}, perhaps {@code to}, and the fact. */
  public static <T> Runs<T> of(Json list, Function<Json, T> fact) {
    List<Run<T>> runs = new ArrayList<>();
    for (Json item : list.items()) {
      runs.add(new Run<>(range(item), fact.apply(item)));
    }
    return new Runs<>(runs);
  }

  /** The {@code from} and {@code to} of an object. */
  public static VersionRange range(Json item) {
    return new VersionRange(
        Version.parse(item.get("from").text()),
        item.find("to").map(to -> Version.parse(to.text())));
  }

  /** The fact in a version; empty if there is none. */
  public Optional<T> at(Version version) {
    for (Run<T> run : runs) {
      if (run.range().contains(version)) {
        return Optional.of(run.fact());
      }
    }
    return Optional.empty();
  }

  /** The versions that have the fact in any form; neighbouring runs are not joined. */
  public List<VersionRange> ranges() {
    return runs.stream().map(Run::range).toList();
  }

  /** The last run. */
  public Run<T> last() {
    return runs.get(runs.size() - 1);
  }
}
