package io.github.tidydag.app;

import io.github.tidydag.app.Linters.Setup;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.LintConfig;
import io.github.tidydag.lint.Suppression;
import io.github.tidydag.lint.SuppressionRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with the suppressions of configurations. */
final class ConfiguredSuppressions {
  private final LintProject.Request request;
  private final Set<Suppression> used;

  /**
   * Of a run.
   *
   * @param used those that suppressed something
   */
  ConfiguredSuppressions(LintProject.Request request, Set<Suppression> used) {
    this.request = request;
    this.used = used;
  }

  /** What is wrong with those of one. */
  List<Finding> check(Setup setup) {
    List<Finding> findings = new ArrayList<>();
    boolean isAllSeen = isAllSeen(setup.found().folder());
    for (LintConfig.OfPath one : setup.config().suppressions()) {
      Suppression suppression = one.suppression();
      findings.addAll(
          SuppressionRules.check(suppression, request.today(), setup.config().settings()));
      if (isAllSeen && !used.contains(suppression) && !suppression.isExpired(request.today())) {
        String rule = String.join(", ", suppression.rules());
        findings.addAll(SuppressionRules.unused(suppression, rule, setup.config().settings()));
      }
    }
    return findings;
  }

  /** Whether all files that a configuration is about were looked at. */
  private boolean isAllSeen(Path folder) {
    if (request.since().isPresent() || request.selection().isPresent()) {
      return false;
    }
    for (String path : request.paths()) {
      @Nullable Path given = path.equals("-") ? null : Path.of(path);
      if (given != null
          && Files.isDirectory(given)
          && folder.startsWith(given.toAbsolutePath().normalize())) {
        return true;
      }
    }
    return false;
  }
}
