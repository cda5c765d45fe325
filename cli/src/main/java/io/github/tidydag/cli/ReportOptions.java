package io.github.tidydag.cli;

import io.github.tidydag.app.FailOn;
import io.github.tidydag.app.WriteReport;
import io.github.tidydag.report.Checked;
import io.github.tidydag.report.Report;
import io.github.tidydag.report.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What becomes of findings: reports, and an exit code. */
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class ReportOptions {
  private static final String TEXT = "text";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      description =
          "error, warning, info or never: exit with 1 if a finding is that bad. Default: error")
  private FailOn failOn;

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

  /** Refuses reports that there are not, or that cannot be told apart. */
  void check() {
    int toStdout = 0;
    for (Wanted one : wanted) {
      Choice.of(spec, "--format", one.format, Reports.names());
      toStdout += one.output == null ? 1 : 0;
    }
    if (toStdout > 1) {
      throw wrong("several reports on stdout cannot be told apart; give all but one an --output");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Writes the reports; whether one for people, with its summary, is on stdout. */
  boolean write(Checked checked, boolean isColored) {
    boolean isSummed = wanted.isEmpty();
    if (isSummed) {
      spec.commandLine().getOut().print(text(isColored).of(checked));
    }
    for (Wanted one : wanted) {
      if (one.output != null) {
        WriteReport.write(one.output, Reports.of(one.format).orElseThrow().of(checked));
      } else if (one.format.equals(TEXT)) {
        spec.commandLine().getOut().print(text(isColored).of(checked));
        isSummed = true;
      } else {
        spec.commandLine().getOut().print(Reports.of(one.format).orElseThrow().of(checked));
      }
    }
    return isSummed;
  }

  private static Report text(boolean isColored) {
    return isColored ? Reports.coloredText() : Reports.of(TEXT).orElseThrow();
  }

  /** Whether a finding is as bad as that fails. */
  boolean fails(Checked checked) {
    return checked.findings().stream().anyMatch(f -> failOn.takes(f.severity()));
  }
}
