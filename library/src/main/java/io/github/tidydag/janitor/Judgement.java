package io.github.tidydag.janitor;

import java.util.List;

/**
 * What is to become of an object.
 *
 * @param evidence sentences that a person can check
 * @param roots uids of what to delete so that it goes; its own if nothing owns it
 */
public record Judgement(
    Resource resource, Verdict verdict, List<String> evidence, List<String> roots) {
  public Judgement {
    evidence = List.copyOf(evidence);
    roots = List.copyOf(roots);
  }

  /** The application that it belongs to, by the names that there are; else its own name. */
  public String application() {
    Resource.Run run = resource.run();
    if (!run.application().isEmpty()) {
      return run.application();
    }
    String name = resource.label(SparkNames.APP_NAME);
    return name.isEmpty() ? resource.name() : name;
  }
}
