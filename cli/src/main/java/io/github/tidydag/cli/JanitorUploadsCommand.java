package io.github.tidydag.cli;

import io.github.tidydag.app.ClearUploads;
import io.github.tidydag.report.UploadReports;
import io.github.tidydag.uploads.UploadReport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag janitor uploads}. */
@Command(
    name = "uploads",
    description =
        "Says which folders spark-upload-* below spark.kubernetes.file.upload.path nothing needs, by the"
            + " programs that upload_paths in .tidydag.yaml names, and deletes them only if told.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class JanitorUploadsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private JanitorCommand parent;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "A namespace whose runs upload there; may be given several times.")
  private List<String> namespaces = List.of();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Runs of all namespaces upload there.")
  private boolean allNamespaces;

  @Option(
      names = "--min-age",
      paramLabel = "D",
      defaultValue = "7d",
      description = "How long ago a folder must have been written last. Default: 7d")
  private String minAge;

  @Option(names = "--delete", description = "Delete what may go; asks before.")
  private boolean delete;

  @Option(names = "--yes", description = "Do not ask. Needed where there is no terminal.")
  private boolean yes;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "What to print: text or csv. Default: text")
  private String format;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration; else .tidydag.yaml here, and none further up: it says what to run.")
  private @Nullable Path config;

  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() {
    if (allNamespaces != namespaces.isEmpty()) {
      throw wrong(
          "say whose runs upload there: --namespace NS for each namespace, or --all-namespaces");
    }
    String shownAs = Choice.of(spec, "--format", format, List.of("text", "csv"));
    ClearUploads.Configured configured = ClearUploads.configured(Optional.ofNullable(config));
    parent.main().messages(spec.commandLine()).print(configured.problems().sorted());
    if (configured.problems().hasErrors()) {
      return Exit.USAGE;
    }
    UploadReport report =
        ClearUploads.run(
            new ClearUploads.Request(
                new HashSet<>(namespaces),
                cluster.kubeconfig(),
                cluster.context(),
                minAge,
                delete,
                InstantSource.system()),
            configured,
            new Conversation(spec, parent.main(), yes));
    if (shownAs.equals("csv")) {
      UploadReports.problems(report).forEach(spec.commandLine().getErr()::println);
      spec.commandLine().getOut().print(UploadReports.csv(report));
    } else {
      spec.commandLine().getOut().print(UploadReports.text(report));
    }
    return report.isComplete() ? Exit.CLEAN : Exit.CLUSTER;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
