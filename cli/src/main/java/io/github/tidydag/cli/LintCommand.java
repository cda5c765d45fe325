package io.github.tidydag.cli;

import io.github.tidydag.app.LintProject;
import io.github.tidydag.lint.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

  /** How bad a finding must be for the exit code. */
  enum FailOn {
    error,
    warning,
    info,
    never;

    boolean takes(Severity severity) {
      return this != never
          && severity.compareTo(Severity.valueOf(name().toUpperCase(Locale.ROOT))) <= 0;
    }
  }

  @Override
  public Integer call() {
    if (fix && diff) {
      throw wrong("--fix writes and --diff does not; choose one");
    }
    if (unsafe && !fix && !diff) {
      throw wrong("--unsafe-fixes says which fixes to make; add --fix or --diff");
    }
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
    PrintWriter out = spec.commandLine().getOut();
    if (diff) {
      out.print(result.diff());
    } else {
      result.findings().forEach(out::println);
    }
    result.notes().forEach(messages::line);
    result.unreadable().forEach(messages::line);
    messages.line(summary(result));
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

  private String summary(LintProject.Result result) {
    StringBuilder line = new StringBuilder();
    line.append(count(result.files().size(), "file")).append(", ");
    line.append(count(result.objects(), "object")).append(": ");
    String separator = "";
    for (Severity severity : Severity.values()) {
      long found = result.findings().stream().filter(f -> f.severity() == severity).count();
      if (found > 0) {
        String word = severity == Severity.INFO ? "remark" : severity.word();
        line.append(separator).append(count(found, word));
        separator = ", ";
      }
    }
    line.append(separator.isEmpty() ? "nothing found" : "");
    line.append(result.suppressed() == 0 ? "" : ", " + result.suppressed() + " suppressed");
    line.append(result.known() == 0 ? "" : ", " + result.known() + " in the baseline");
    String mended = diff ? " can be mended" : " mended";
    return line.append(result.fixed() == 0 ? "" : ", " + result.fixed() + mended).toString();
  }

  static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
