package io.github.tidydag.janitor;

/** An entry of {@code metadata.ownerReferences}. */
public record Owner(String apiVersion, String kind, String name, String uid) {
  @Override
  public String toString() {
    return kind + " " + name + " (uid " + uid + ")";
  }
}
