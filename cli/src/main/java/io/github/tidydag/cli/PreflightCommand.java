package io.github.tidydag.cli;

import io.github.tidydag.app.CheckCluster;
import io.github.tidydag.app.OutputFolder;
import io.github.tidydag.app.WriteReport;
import io.github.tidydag.preflight.Checklist;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.report.PreflightReports;
import io.github.tidydag.report.PreflightText;
import io.github.tidydag.report.Reports;
import io.github.tidydag.spec.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
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

/** {@code tidydag preflight}. */
@Command(
    name = "preflight",
    description =
        "Checks whether a cluster has what the tasks of specs need, before they are deployed. Only"
            + " reads.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class PreflightCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SPEC|DIR",
      arity = "1..*",
      description = "Specs, folders that hold *.dag.yaml, or - for stdin.")
  private List<String> inputs;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description =
          "text, json, csv, markdown, junit, sarif, github, gitlab or checkstyle. Default: text")
  private String format;

  @Option(
      names = "--as-dag",
      description =
          "Ask no cluster: write DAGs to the folder of --output that check from inside Airflow.")
  private boolean asDag;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write the report instead of stdout; with --as-dag a folder of DAGs.")
  private @Nullable Path output;

  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Else as kubectl finds it.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description =
          "For all tasks, whatever connections they name. Else as kube_contexts of .tidydag.yaml says.")
  private @Nullable String context;

  @Mixin private SpecOptions specs;

  @Override
  public Integer call() {
    String wanted = Choice.of(spec, "--format", format, Reports.names());
    CheckCluster.Request request =
        new CheckCluster.Request(
            inputs,
            specs.config(),
            specs.profile(),
            Optional.ofNullable(kubeconfig),
            Optional.ofNullable(context),
            specs.ruleSources(),
            LocalDate.now(ZoneId.systemDefault()),
            main.stdin());
    return asDag ? dags(request) : check(request, wanted);
  }

  private int check(CheckCluster.Request request, String wanted) {
    Messages messages = main.messages(spec.commandLine());
    CheckCluster.Result result = new CheckCluster(Tables.load()).check(request, messages::line);
    messages.print(result.problems(), result.secrets());
    List<Checklist> checklists = result.checklists();
    String report = PreflightReports.of(wanted, checklists, BuildVersion.number()).orElseThrow();
    if (checklists.isEmpty() && result.hasErrors()) {
      messages.line("nothing was checked");
    } else if (output == null) {
      spec.commandLine().getOut().print(report);
    } else {
      WriteReport.write(output, report);
      messages.line(PreflightText.summary(checklists));
    }
    if (result.configurationWrong()) {
      return Exit.USAGE;
    }
    if (result.hasErrors() || checklists.stream().anyMatch(c -> c.count(Status.FAILED) > 0)) {
      return Exit.FINDINGS;
    }
    return checklists.stream().allMatch(Checklist::isReached) ? Exit.CLEAN : Exit.CLUSTER;
  }

  private int dags(CheckCluster.Request request) {
    if (output == null || kubeconfig != null || context != null) {
      throw new ParameterException(
          spec.commandLine(),
          output == null
              ? "--as-dag writes DAGs; name their folder by --output"
              : "--as-dag asks no cluster; leave out --kubeconfig and --context");
    }
    Messages messages = main.messages(spec.commandLine());
    CheckCluster.DagResult result =
        new CheckCluster(Tables.load()).dags(request, output, messages::line);
    messages.print(result.problems(), result.secrets());
    if (result.hasErrors()) {
      messages.line("nothing was written");
      return result.configurationWrong() ? Exit.USAGE : Exit.FINDINGS;
    }
    OutputFolder.Changes changes = result.output().write(BuildVersion.number(), false);
    spec.commandLine()
        .getOut()
        .println(
            output
                + ": "
                + changes.write().size()
                + " written, "
                + changes.unchanged()
                + " unchanged");
    return Exit.CLEAN;
  }
}
