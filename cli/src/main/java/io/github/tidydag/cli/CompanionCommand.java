package io.github.tidydag.cli;

import io.github.tidydag.app.WriteCompanion;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidydag companion}. */
@Command(
    name = "companion",
    description = "Writes tidydag_run.py, which gives runs of DAGs written by hand an owner.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class CompanionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The DAG folder, or another one on the PYTHONPATH.")
  private Path output;

  @Option(
      names = "--policy",
      description = "Also tidydag_policy.py, a cluster policy for DAGs that nobody touches.")
  private boolean policy;

  @Option(names = "--force", description = "Write over a file that somebody has edited.")
  private boolean force;

  @Override
  public Integer call() {
    WriteCompanion.write(output, policy, BuildVersion.number(), force)
        .forEach(path -> spec.commandLine().getOut().println(path));
    return Exit.CLEAN;
  }
}
