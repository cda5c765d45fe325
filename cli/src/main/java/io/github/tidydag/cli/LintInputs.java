package io.github.tidydag.cli;

import io.github.tidydag.app.LintProject;
import io.github.tidydag.source.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that lint have in common. */
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class LintInputs {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Files, folders, or - for stdin. In folders *.yaml, *.yml and *.json, also with .j2 behind,"
              + " but not what .gitignore names. Default: the folder here.")
  private List<String> paths = List.of(".");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else .tidydag.yaml upwards of each file.")
  private @Nullable Path config;

  @Option(
      names = "--rules-jar",
      paramLabel = "JAR",
      description = "A jar with rules of your own; may be given several times.")
  private List<Path> ruleJars = List.of();

  LintProject.Request request(Main main, Optional<String> since, LocalDate today) {
    return new LintProject.Request(
        paths, Optional.ofNullable(config), since, ruleJars, today, main.stdin());
  }

  static boolean isError(Problem problem) {
    return problem.severity() == Problem.Severity.ERROR;
  }
}
