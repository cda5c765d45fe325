package io.github.tidydag.cli;

import io.github.tidydag.app.InitProject.Answers;
import io.github.tidydag.app.InitProject.Connection;
import io.github.tidydag.app.StartProject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag init}. */
@Command(
    name = "init",
    description =
        "Writes a first .tidydag.yaml and spec; asks on a terminal for what no option says.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class InitCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder to write to. Default: the folder here.")
  private Path output;

  @Option(names = "--dag-id", paramLabel = "ID", description = "The DAG's id.")
  private @Nullable String dagId;

  @Option(names = "--namespace", paramLabel = "NS", description = "Where the work runs.")
  private @Nullable String namespace;

  @Option(names = "--image", paramLabel = "IMAGE", description = "What runs, as in a pod.")
  private @Nullable String image;

  @Option(names = "--airflow", paramLabel = "V", description = "Airflow's version. Default: 3.3.2")
  private @Nullable String airflow;

  @Option(
      names = "--provider",
      paramLabel = "V",
      description =
          "The version of apache-airflow-providers-cncf-kubernetes. Default: the newest one for that"
              + " Airflow")
  private @Nullable String provider;

  @Option(
      names = "--connection",
      paramLabel = "C",
      description =
          "How Airflow reaches the cluster: in_cluster, conn:ID or kubeconfig:FILE[@CONTEXT]."
              + " Default: in_cluster")
  private @Nullable String connection;

  @Override
  public Integer call() {
    String id = answer(dagId, "--dag-id", "The DAG's id", null);
    String place = answer(namespace, "--namespace", "The namespace that the work runs in", null);
    String runs = answer(image, "--image", "The image", null);
    String version = answer(airflow, "--airflow", "The version of Airflow", "3.3.2");
    Answers answers =
        new Answers(
            id,
            place,
            runs,
            version,
            answer(
                provider,
                "--provider",
                "The version of its Kubernetes provider",
                StartProject.providerFor(version)),
            connection(
                answer(
                    connection,
                    "--connection",
                    "The connection: in_cluster, conn:ID or kubeconfig:FILE[@CONTEXT]",
                    "in_cluster")),
            LocalDate.now(java.time.ZoneOffset.UTC));
    StartProject.in(output, answers).forEach(spec.commandLine().getOut()::println);
    return Exit.CLEAN;
  }

  /** What an option says, else what is answered, else the default. */
  private String answer(
      @Nullable String given, String option, String question, @Nullable String byDefault) {
    if (given != null) {
      return given;
    }
    String shown = question + (byDefault == null ? ": " : " [" + byDefault + "]: ");
    String answered = main.terminal().ask(shown).map(String::strip).orElse("");
    if (!answered.isEmpty()) {
      return answered;
    }
    if (byDefault != null) {
      return byDefault;
    }
    throw new ParameterException(
        spec.commandLine(), "Missing " + option + ", and nobody to ask on a terminal answered");
  }

  private Connection connection(String text) {
    if (text.equals("in_cluster")) {
      return new Connection.InCluster();
    }
    if (text.startsWith("conn:")) {
      return new Connection.OfAirflow(text.substring("conn:".length()));
    }
    if (text.startsWith("kubeconfig:")) {
      String[] parts = text.substring("kubeconfig:".length()).split("@", 2);
      return new Connection.Kubeconfig(parts[0], parts.length > 1 ? parts[1] : "");
    }
    throw new ParameterException(
        spec.commandLine(),
        "--connection "
            + text
            + ": is no connection; write in_cluster, conn:ID or kubeconfig:FILE@CONTEXT");
  }
}
