package io.github.tidydag.cli;

import io.github.tidydag.app.PreviewPod;
import io.github.tidydag.spec.Tables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag preview-pod}. */
@Command(
    name = "preview-pod",
    description =
        "Shows the pod that a task asks Kubernetes for: template, full_pod_spec and arguments"
            + " merged as Airflow merges them.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class PreviewPodCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SPEC", description = "A spec, or - for stdin.")
  private String input;

  @Parameters(index = "1", paramLabel = "TASK", description = "The id of a pod task.")
  private String task;

  @Option(
      names = "--target",
      paramLabel = "AIRFLOW/PROVIDER",
      description = "For which versions. Default: the newest of the configuration's targets.")
  private @Nullable String target;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "yaml",
      description = "yaml or json. Default: yaml")
  private Format format;

  @Option(names = "--profile", paramLabel = "P", description = "A profile of .tidydag.yaml.")
  private @Nullable String profile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else .tidydag.yaml upwards of the spec.")
  private @Nullable Path config;

  /** How the pod is written. */
  enum Format {
    yaml,
    json
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Messages messages = main.messages(spec.commandLine());
    PreviewPod.Result result =
        new PreviewPod(Tables.load())
            .preview(
                new PreviewPod.Request(
                    input,
                    task,
                    Optional.ofNullable(target),
                    Optional.ofNullable(config),
                    Optional.ofNullable(profile),
                    main.stdin()));
    messages.print(result.problems());
    if (result.shown().isEmpty()) {
      return result.configurationWrong() ? Exit.USAGE : Exit.FINDINGS;
    }
    PreviewPod.Shown shown = result.shown().get();
    messages.line("for " + shown.target());
    shown.remarks().forEach(messages::line);
    if (format == Format.json) {
      shown.added().forEach(messages::line);
      out.print(shown.json());
    } else {
      out.print(shown.yaml());
    }
    return Exit.CLEAN;
  }
}
