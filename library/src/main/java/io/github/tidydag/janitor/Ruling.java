package io.github.tidydag.janitor;

import java.util.List;
import java.util.Optional;

/**
 * A verdict about a topmost owner, and all that would go with it.
 *
 * @param evidence sentences that a person can check
 */
record Ruling(Verdict verdict, List<String> evidence) {
  Ruling(Verdict verdict, String... evidence) {
    this(verdict, List.of(evidence));
  }

  /** One that keeps something. */
  static Optional<Ruling> keep(Verdict verdict, String evidence) {
    return Optional.of(new Ruling(verdict, evidence));
  }
}
