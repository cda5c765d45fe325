package io.github.tidydag.janitor;

/** What is to become of an object. */
public enum Verdict {
  /** Something alive needs it. */
  IN_USE,
  /** A person, a tool or an option says to keep it. */
  PROTECTED,
  /** What would show that it is garbage could not be read, or does not fit together: it is kept. */
  UNSURE,
  /** Its owner has ended long ago; deleting the owner lets Kubernetes collect it. */
  RETAINED,
  /** It has no owner, or a dead one, and nothing alive behind it. */
  ORPHAN;

  /** Whether it may be deleted. */
  public boolean isGarbage() {
    return this == RETAINED || this == ORPHAN;
  }
}
