package io.github.tidydag.render;

import java.util.Locale;

/** Names that Kubernetes takes, from any text. */
final class KubernetesNames {
  private KubernetesNames() {}

  /** The text as a DNS label of at most so many characters. */
  static String name(String text, int most) {
    String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
    return (name.length() > most ? name.substring(0, most) : name).replaceAll("-+$", "");
  }
}
