package io.github.tidydag.app;

import java.util.Collection;
import java.util.regex.Pattern;

/** What can be the name of a namespace: it becomes part of a path. */
final class NamespaceNames {
  static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private NamespaceNames() {}

  /**
   * Refuses what is none.
   *
   * @throws TidydagException with the name
   */
  static void check(Collection<String> names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw TidydagException.configuration(
            "-n "
                + name
                + ": is no namespace; write small letters, digits and - inside, at most 63, and -n for"
                + " each");
      }
    }
  }
}
