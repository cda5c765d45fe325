package io.github.tidydag.cli;

import io.github.tidydag.app.BaselineFile;
import io.github.tidydag.app.LintProject;
import io.github.tidydag.lint.Baseline;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Severity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    Messages messages = main.messages(spec.commandLine());
    LintProject.Result result =
        LintProject.lint(inputs.request(main, Optional.ofNullable(since), LocalDate.now()));
    if (!result.problems().isEmpty()) {
      messages.print(result.problems());
    }
    if (result.problems().stream().anyMatch(LintInputs::isError)) {
      return Exit.USAGE;
    }
    List<Finding> findings = result.findings();
    int known = 0;
    if (baseline != null) {
      BaselineFile file = new BaselineFile(baseline);
      Baseline before = file.read();
      Baseline.Comparison comparison = file.compare(before, result);
      findings = comparison.fresh();
      known = comparison.known();
      int gone = before.size() - before.prune(file.of(result), file.lookedAt(result)).size();
      if (gone > 0) {
        messages.line(
            baseline
                + ": "
                + count(gone, "finding")
                + (gone == 1 ? " is" : " are")
                + " gone; tidydag baseline prune "
                + baseline
                + " takes them out");
      }
    }
    findings.forEach(spec.commandLine().getOut()::println);
    result.notes().forEach(messages::line);
    result.unreadable().forEach(messages::line);
    messages.line(summary(result, findings, known));
    if (!result.unreadable().isEmpty()) {
      return Exit.FILES;
    }
    return findings.stream().anyMatch(f -> failOn.takes(f.severity())) ? Exit.FINDINGS : Exit.CLEAN;
  }

  private static String summary(LintProject.Result result, List<Finding> findings, int known) {
    StringBuilder line = new StringBuilder();
    line.append(count(result.files().size(), "file")).append(", ");
    line.append(count(result.objects(), "object")).append(": ");
    String separator = "";
    for (Severity severity : Severity.values()) {
      long found = findings.stream().filter(f -> f.severity() == severity).count();
      if (found > 0) {
        String word = severity == Severity.INFO ? "remark" : severity.word();
        line.append(separator).append(count(found, word));
        separator = ", ";
      }
    }
    line.append(separator.isEmpty() ? "nothing found" : "");
    line.append(result.suppressed() == 0 ? "" : ", " + result.suppressed() + " suppressed");
    return line.append(known == 0 ? "" : ", " + known + " in the baseline").toString();
  }

  static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
