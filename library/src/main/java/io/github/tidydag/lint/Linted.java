package io.github.tidydag.lint;

import java.util.List;
import java.util.Set;

/**
 * What came of one text.
 *
 * @param findings in its order, less those that are suppressed
 * @param objects how many objects of a kind that rules know it holds
 * @param suppressed how many findings are suppressed
 * @param used the suppressions of the configuration that hid something
 * @param secrets what of the text is never shown
 */
public record Linted(
    List<Finding> findings,
    int objects,
    int suppressed,
    Set<Suppression> used,
    SecretLines secrets) {
  public Linted {
    findings = List.copyOf(findings);
    used = Set.copyOf(used);
  }

  /** The findings as reports show them. */
  public List<Finding> shown() {
    return secrets == SecretLines.NONE ? findings : findings.stream().map(secrets::shown).toList();
  }
}
