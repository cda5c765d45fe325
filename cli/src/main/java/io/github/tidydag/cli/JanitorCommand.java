package io.github.tidydag.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag janitor}. */
@Command(
    name = "janitor",
    description = "Finds what Spark left in a cluster, and clears it.",
    subcommands = {
      JanitorPlanCommand.class,
      JanitorApplyCommand.class,
      JanitorRestoreCommand.class,
      JanitorUploadsCommand.class,
      JanitorManifestsCommand.class
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class JanitorCommand implements Runnable {
  @Spec private CommandSpec spec;

  @ParentCommand private Main main;

  Main main() {
    return main;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: plan, apply, restore, uploads or manifests");
  }
}
