package io.github.tidydag.janitor;

/**
 * Something that decides and was not read.
 *
 * @param namespace where; empty for everywhere
 * @param reason why, in words
 * @param isForbidden whether the account lacks a right
 */
public record Gap(String namespace, ResourceKind kind, String reason, boolean isForbidden) {
  /** Something that was not read for another reason than a missing right. */
  public Gap(String namespace, ResourceKind kind, String reason) {
    this(namespace, kind, reason, false);
  }

  boolean isEverywhere() {
    return namespace.isEmpty();
  }
}
