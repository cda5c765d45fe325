package io.github.tidydag.lint.rules.common;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image, by the grammar of {@code distribution/reference}.
 *
 * @param registry with its port; {@code docker.io} where the name has none
 * @param repository with its path; {@code library/...} for the short names of Docker Hub
 * @param tag empty if there is none
 * @param digest empty if there is none
 */
record ImageName(String registry, String repository, String tag, String digest) {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?<name>[a-zA-Z0-9.-]+(?::[0-9]+)?(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*)"
              + "(?::(?<tag>\\w[\\w.-]{0,127}))?"
              + "(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?");
  private static final Pattern SHORT =
      Pattern.compile(
          "(?<name>[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*)"
              + "(?::(?<tag>\\w[\\w.-]{0,127}))?"
              + "(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?");

  /** Reads a name; empty if it is none that a node can pull. */
  static Optional<ImageName> parse(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    boolean hosted =
        first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    Matcher matcher = (hosted ? GRAMMAR : SHORT).matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group("name");
    String repository = hosted ? name.substring(name.indexOf('/') + 1) : name;
    return Optional.of(
        new ImageName(
            hosted ? first : "docker.io",
            hosted || slash >= 0 ? repository : "library/" + repository,
            orEmpty(matcher.group("tag")),
            orEmpty(matcher.group("digest"))));
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  /**
   * Whether a text is there to be replaced, so that nothing can be said about it. Airflow's own pod
   * templates write {@code dummy_image}.
   */
  static boolean isPlaceholder(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("$<>%{}[]*".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return text.isEmpty() || text.startsWith("dummy") || text.startsWith("placeholder");
  }
}
