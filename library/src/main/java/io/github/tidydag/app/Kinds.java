package io.github.tidydag.app;

import io.github.tidydag.janitor.ResourceKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Kinds by the names that kubectl gives them. */
public final class Kinds {
  private Kinds() {}

  /**
   * The kinds; both operators' SparkApplications have one name.
   *
   * @throws TidydagException if one is none that is cleaned
   */
  public static Set<ResourceKind> parse(List<String> names) {
    Set<ResourceKind> found = new HashSet<>();
    for (String name : names) {
      List<ResourceKind> named =
          Stream.of(ResourceKind.values())
              .filter(ResourceKind::isSubject)
              .filter(kind -> kind.plural().equals(name.toLowerCase(Locale.ROOT)))
              .toList();
      if (named.isEmpty()) {
        throw TidydagException.configuration(
            "--kinds "
                + name
                + ": is none that is cleaned; write configmaps, services, pods, sparkapplications,"
                + " persistentvolumeclaims or secrets");
      }
      found.addAll(named);
    }
    return found;
  }
}
