package io.github.tidydag.cli;

import io.github.tidydag.app.LintProject;
import io.github.tidydag.source.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands that lint have in common. */
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class LintInputs {
  static final String PATHS =
      "Files, folders, or - for stdin. In folders *.yaml, *.yml and *.json, also with .j2 behind,"
          + " but not what .gitignore names. Default: the folder here.";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else .tidydag.yaml upwards of each file.")
  private @Nullable Path config;

  @Mixin private RuleOptions rules;

  LintProject.Request request(
      Main main,
      List<String> paths,
      Optional<String> since,
      Optional<Path> baseline,
      Optional<LintProject.Repair> repair) {
    return new LintProject.Request(
        paths,
        Optional.ofNullable(config),
        since,
        rules.sources(),
        baseline,
        repair,
        LocalDate.now(ZoneId.systemDefault()),
        main.stdin());
  }

  static boolean isError(Problem problem) {
    return problem.severity() == Problem.Severity.ERROR;
  }
}
