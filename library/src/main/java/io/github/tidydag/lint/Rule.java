package io.github.tidydag.lint;

/**
 * One kind of mistake. A rule has no state: it is shared by threads. Users' own rules are found by
 * {@link java.util.ServiceLoader}; they need a public class with a public constructor without
 * arguments.
 */
public interface Rule {
  /** What there is to say about it. */
  RuleInfo info();

  /** Looks at one document of a kind that {@link RuleInfo#appliesTo()} names. */
  void check(Document document, Sink sink);
}
