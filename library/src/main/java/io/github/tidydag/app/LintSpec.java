package io.github.tidydag.app;

import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.lint.FileRole;
import io.github.tidydag.lint.FileRole.TaskRole;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Linted;
import io.github.tidydag.lint.Linter.Described;
import io.github.tidydag.lint.RuleFailure;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.Suppression;
import io.github.tidydag.objects.TaskObject;
import io.github.tidydag.objects.TaskObjects;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.Task;
import io.github.tidydag.spec.Task.SparkManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the linter's rules on what the tasks of a spec ask Kubernetes for, on their application
 * files and pod templates. Remarks are left to {@code tidydag lint}.
 */
final class LintSpec {
  /** Arguments are merged into it, so what it lacks is no mistake. */
  private static final FileRole TEMPLATE = new FileRole(true, true);

  private final Linters linters;
  private final Map<String, List<SourceText>> configurations = new ConcurrentHashMap<>();

  LintSpec(Linters linters) {
    this.linters = linters;
  }

  /**
   * What rules say of a spec.
   *
   * @param problems what is wrong with what the configuration says of rules, and the findings that
   *     are no remarks
   * @param configurationWrong whether the configuration is wrong; then no rule was asked
   * @param secrets the lines that hold secrets, and are never shown
   * @param findings all of them
   */
  record Said(
      Problems problems, boolean configurationWrong, Set<String> secrets, List<Finding> findings) {}

  /**
   * Looks at a plan.
   *
   * @param input where its spec is
   * @param text the spec's
   * @param found its configuration
   */
  Said check(DagPlan plan, SpecLoader.Input input, String text, Workspace.Found found) {
    Linters.Setup setup = linters.of(found);
    Problems problems = new Problems();
    problems.addAll(setup.problems());
    if (setup.problems().hasErrors()) {
      return new Said(problems, true, Set.of(), List.of());
    }
    String relative = input.file().map(f -> PathNames.from(found.folder(), f)).orElse("");
    if (setup.config().excludes(relative)) {
      return new Said(problems, false, Set.of(), List.of());
    }
    Set<String> secrets = new HashSet<>();
    List<Finding> all = new ArrayList<>();
    List<Suppression> configured = setup.config().suppressionsOf(relative);
    try {
      List<Described> objects = new ArrayList<>();
      for (PlannedTask planned : plan.tasks()) {
        List<TaskObject> asked = TaskObjects.of(planned);
        if (planned.task() instanceof Task.SparkTask spark
            && spark.manifest() instanceof SparkManifest.File file) {
          SourceText source = new SourceText(file.path(), file.text());
          List<Described> written = described(asked, TaskRole.FILE);
          add(setup.linter().lint(source, List.of(), written, configured), source, problems, all);
        } else {
          objects.addAll(described(asked, TaskRole.DESCRIBED));
        }
      }
      SourceText spec = new SourceText(input.shown(), text);
      List<SourceText> configuration =
          configurations.computeIfAbsent(found.config().file(), LintSpec::text);
      Linted linted = setup.linter().lint(spec, configuration, objects, configured);
      secrets.addAll(linted.secrets().in(spec));
      configuration.forEach(other -> secrets.addAll(linted.secrets().in(other)));
      add(linted, spec, problems, all);
      plan.spec()
          .templates()
          .forEach(
              (path, template) -> {
                SourceText source = new SourceText(path, template);
                add(setup.linter().lint(source, TEMPLATE, configured), source, problems, all);
              });
    } catch (RuleFailure e) {
      throw Linters.broken(e);
    }
    return new Said(problems, false, secrets, all);
  }

  /** Values of the configuration's defaults are shown where they stand. */
  private static List<SourceText> text(String file) {
    try {
      return file.isEmpty()
          ? List.of()
          : List.of(new SourceText(file, TextFiles.read(Path.of(file))));
    } catch (IOException e) {
      throw TidydagException.files(file + ": " + TextFiles.reason(e), e);
    }
  }

  private static List<Described> described(List<TaskObject> objects, TaskRole task) {
    return objects.stream()
        .map(o -> new Described(o.root(), new FileRole(o.partial(), false, task)))
        .toList();
  }

  private static void add(Linted linted, SourceText source, Problems problems, List<Finding> all) {
    all.addAll(linted.findings());
    for (Finding finding : linted.findings()) {
      boolean isThere = source.at(finding.at()).equals(finding.written());
      String written =
          isThere
              ? finding.written()
              : TaskObjects.argument(finding.path(), finding.written()).orElse(finding.written());
      String message = finding.message() + " (" + finding.rule().id() + ")";
      if (finding.severity() == Severity.ERROR) {
        problems.error(finding.at(), written, message);
      } else if (finding.severity() == Severity.WARNING) {
        problems.warning(finding.at(), written, message);
      }
    }
  }
}
