package io.github.tidydag.cli;

import io.github.tidydag.app.LintProject;
import io.github.tidydag.report.Checked;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag lint}. */
@Command(
    name = "lint",
    description =
        "Finds what SparkApplications, pod templates and Jobs do wrong, and says exactly where.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class LintCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private LintInputs inputs;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = LintInputs.PATHS)
  private List<String> paths = List.of(".");

  @Option(
      names = "--since",
      paramLabel = "REV",
      description =
          "Only files that are new, or not as they were where your work left that revision of git.")
  private @Nullable String since;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Leave out the findings that this file of tidydag baseline knows.")
  private @Nullable Path baseline;

  @Option(names = "--fix", description = "Mend what can be mended safely, and write the files.")
  private boolean fix;

  @Option(
      names = "--unsafe-fixes",
      description = "With --fix or --diff: also by fixes that change what a document does.")
  private boolean unsafe;

  @Option(
      names = "--diff",
      description = "Print what --fix would change, and write nothing; findings are not printed.")
  private boolean diff;

  @Mixin private ReportOptions reports;

  @Override
  public Integer call() {
    if (fix && diff) {
      throw wrong("--fix writes and --diff does not; choose one");
    }
    if (unsafe && !fix && !diff) {
      throw wrong("--unsafe-fixes says which fixes to make; add --fix or --diff");
    }
    reports.check();
    Messages messages = main.messages(spec.commandLine());
    Optional<LintProject.Repair> repair =
        fix || diff ? Optional.of(new LintProject.Repair(unsafe, fix)) : Optional.empty();
    LintProject.Result result =
        LintProject.lint(
            inputs.request(
                main, paths, Optional.ofNullable(since), Optional.ofNullable(baseline), repair));
    messages.print(result.problems());
    if (result.problems().stream().anyMatch(LintInputs::isError)) {
      return Exit.USAGE;
    }
    Checked checked = result.checked(BuildVersion.number());
    boolean isSummed = !diff && reports.write(checked, main.isColored());
    if (diff) {
      spec.commandLine().getOut().print(result.diff());
    }
    result.notes().forEach(messages::line);
    result.unreadable().forEach(messages::line);
    if (!isSummed) {
      messages.line(checked.summary());
    }
    if (result.fixed() > 0) {
      messages.line(result.fixed() + (diff ? " can be mended" : " mended"));
    }
    if (!result.unreadable().isEmpty()) {
      return Exit.FILES;
    }
    boolean isDifferent = diff && !result.diff().isEmpty();
    return isDifferent || reports.fails(checked) ? Exit.FINDINGS : Exit.CLEAN;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
