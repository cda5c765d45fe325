package io.github.tidydag.lint;

import java.util.List;

/**
 * One kind of mistake. A rule has no state: it is shared by threads. Users' own rules are found by
 * {@link java.util.ServiceLoader}; they need a public class with a public constructor without
 * arguments.
 */
public interface Rule {
  /** What there is to say about it. */
  RuleInfo info();

  /**
   * Every kind of mistake that it reports: more than its own where one walk over a document finds
   * them all; see {@link Sink#under}.
   */
  default List<RuleInfo> infos() {
    return List.of(info());
  }

  /**
   * Whether its findings point at secrets: what stands there is never shown, also where the rule is
   * off or its findings are suppressed.
   */
  default boolean findsSecrets() {
    return false;
  }

  /**
   * Looks at one document of a kind that {@link RuleInfo#appliesTo()} of one of its infos names.
   */
  void check(Document document, Sink sink);
}
