package io.github.tidydag.app;

import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.source.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A spec that was read and gone through all that is known of specs without a cluster.
 *
 * @param plan empty if the text is no spec at all; look at the problems in any case
 * @param secrets lines that whoever shows problems must not show
 * @param findings of the linter; those that are bad enough are among the problems
 * @param read the files that were read
 */
record CheckedSpec(
    Optional<DagPlan> plan,
    Problems problems,
    boolean configurationWrong,
    Set<String> secrets,
    List<Finding> findings,
    Set<Path> read) {

  /** Reads and checks one. */
  static CheckedSpec of(SpecLoader.Input input, SpecLoader loader, LintSpec lint) {
    SpecLoader.Loaded loaded = loader.load(input);
    Problems problems = loaded.problems();
    if (loaded.plan().isEmpty() || problems.hasErrors()) {
      return new CheckedSpec(
          loaded.plan(), problems, loaded.configurationWrong(), Set.of(), List.of(), loaded.read());
    }
    DagPlan plan = loaded.plan().get();
    PodRemarks.check(plan, problems);
    LintSpec.Said said = lint.check(plan, input, loaded.text(), loaded.found());
    problems.addAll(said.problems());
    return new CheckedSpec(
        loaded.plan(),
        problems,
        said.configurationWrong(),
        said.secrets(),
        said.findings(),
        loaded.read());
  }

  /** The plan if nothing is wrong with it. */
  Optional<DagPlan> sound() {
    return plan.filter(p -> !problems.hasErrors());
  }
}
