package io.github.tidydag.cli;

import io.github.tidydag.app.FailOn;
import io.github.tidydag.app.LintProject;
import io.github.tidydag.app.WriteReport;
import io.github.tidydag.report.Checked;
import io.github.tidydag.report.Report;
import io.github.tidydag.report.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
  private static final String TEXT = "text";

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private LintInputs inputs;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = LintInputs.PATHS)
  private List<String> paths = List.of(".");

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      description =
          "error, warning, info or never: exit with 1 if a finding is that bad. Default: error")
  private FailOn failOn;

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

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<Wanted> wanted = new ArrayList<>(); // picocli adds to it

  /** A report, and where to put it. */
  @SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
  static final class Wanted {
    @Option(
        names = "--format",
        paramLabel = "F",
        required = true,
        description =
            "text, json, sarif, junit, github, gitlab, checkstyle, csv or markdown; may be given"
                + " several times, each with its --output. Default: text")
    private String format;

    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "Where to write the report of the --format before it, instead of stdout.")
    private @Nullable Path output;
  }

  @Override
  public Integer call() {
    if (fix && diff) {
      throw wrong("--fix writes and --diff does not; choose one");
    }
    if (unsafe && !fix && !diff) {
      throw wrong("--unsafe-fixes says which fixes to make; add --fix or --diff");
    }
    checkWanted();
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
    Checked checked = result.checked(Version.number());
    boolean isSummed = !diff && report(checked);
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
    return isDifferent || result.findings().stream().anyMatch(f -> failOn.takes(f.severity()))
        ? Exit.FINDINGS
        : Exit.CLEAN;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Writes the reports; whether one for people, with its summary, is on stdout. */
  private boolean report(Checked checked) {
    boolean isSummed = wanted.isEmpty();
    if (isSummed) {
      spec.commandLine().getOut().print(text().of(checked));
    }
    for (Wanted one : wanted) {
      if (one.output != null) {
        WriteReport.write(one.output, Reports.of(one.format).orElseThrow().of(checked));
      } else if (one.format.equals(TEXT)) {
        spec.commandLine().getOut().print(text().of(checked));
        isSummed = true;
      } else {
        spec.commandLine().getOut().print(Reports.of(one.format).orElseThrow().of(checked));
      }
    }
    return isSummed;
  }

  private Report text() {
    return main.isColored() ? Reports.coloredText() : Reports.of(TEXT).orElseThrow();
  }

  private void checkWanted() {
    int toStdout = 0;
    for (Wanted one : wanted) {
      if (Reports.of(one.format).isEmpty()) {
        throw wrong(
            "--format "
                + one.format
                + ": is none; there are "
                + String.join(", ", Reports.names()));
      }
      toStdout += one.output == null ? 1 : 0;
    }
    if (toStdout > 1) {
      throw wrong("several reports on stdout cannot be told apart; give all but one an --output");
    }
  }
}
