package io.github.tidydag.preflight;

/** Names of images. */
final class ImageNames {
  private ImageNames() {}

  /**
   * As nodes write it: with the registry, {@code docker.io/library/} for a name without one, and a
   * tag.
   */
  static String normalized(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
    String full = hasRegistry ? image : "docker.io/" + (slash < 0 ? "library/" + image : image);
    String last = full.substring(full.lastIndexOf('/') + 1);
    return last.contains(":") || last.contains("@") ? full : full + ":latest";
  }
}
