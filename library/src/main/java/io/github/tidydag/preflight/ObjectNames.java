package io.github.tidydag.preflight;

import io.github.tidydag.source.JinjaMask;

/** Names of objects in a spec. */
final class ObjectNames {
  private ObjectNames() {}

  /** Whether it is what it will be, rather than Jinja or code that a run fills in. */
  static boolean isKnown(String name) {
    return !name.isEmpty()
        && name.indexOf('{') < 0
        && name.indexOf('<') < 0
        && name.indexOf(JinjaMask.MASK) < 0;
  }
}
