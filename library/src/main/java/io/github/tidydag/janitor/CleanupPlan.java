package io.github.tidydag.janitor;

import java.time.Instant;
import java.util.List;

/**
 * What may be deleted, and what is to become of everything that Spark made.
 *
 * @param judgements of every object that Spark or its operators made, by namespace, kind and name
 * @param deletions what to delete; Kubernetes collects the rest
 * @param gaps what could not be read
 */
public record CleanupPlan(
    String source,
    Instant taken,
    PlanOptions options,
    List<Judgement> judgements,
    List<Deletion> deletions,
    List<Gap> gaps) {
  public CleanupPlan {
    judgements = List.copyOf(judgements);
    deletions = List.copyOf(deletions);
    gaps = List.copyOf(gaps);
  }

  /**
   * An object to delete.
   *
   * @param takes uids of what Kubernetes collects with it
   */
  public record Deletion(
      Resource resource, Verdict verdict, List<String> evidence, List<String> takes) {
    public Deletion {
      evidence = List.copyOf(evidence);
      takes = List.copyOf(takes);
    }
  }
}
