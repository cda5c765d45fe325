package io.github.tidydag.uploads;

import io.github.tidydag.janitor.Gap;
import java.util.List;
import java.util.Map;

/**
 * Which folders a cluster's objects name.
 *
 * @param by one of the objects that name a folder, by the folder
 * @param gaps what could not be read
 */
public record Mentions(Map<String, String> by, List<Gap> gaps) {
  public Mentions {
    by = Map.copyOf(by);
    gaps = List.copyOf(gaps);
  }
}
