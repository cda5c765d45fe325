package io.github.tidydag.janitor;

/**
 * Something that decides and was not read.
 *
 * @param namespace where; empty for everywhere
 * @param reason why, in words
 */
public record Gap(String namespace, ResourceKind kind, String reason) {
  boolean isEverywhere() {
    return namespace.isEmpty();
  }
}
