package io.github.tidydag.janitor;

import java.util.List;

/**
 * What is to become of an object.
 *
 * @param application the application that it belongs to, by the names that there are
 * @param evidence sentences that a person can check
 * @param roots uids of what to delete so that it goes; its own if nothing owns it
 */
public record Judgement(
    Resource resource,
    Verdict verdict,
    String application,
    List<String> evidence,
    List<String> roots) {
  public Judgement {
    evidence = List.copyOf(evidence);
    roots = List.copyOf(roots);
  }

  /** Why it stays though it was to be deleted before. */
  public String now() {
    return verdict + " now: " + String.join("; ", evidence);
  }
}
