package io.github.tidydag.preflight;

/** One point of the checklist. */
interface Inspection {
  void inspect(RunNeeds needs, ClusterFacts facts, Results results);
}
