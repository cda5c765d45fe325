package io.github.tidydag.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag access}. */
@Command(
    name = "access",
    description = "Says which ServiceAccounts there are, what they may do, and who acts as them.",
    subcommands = {
      AccessInventoryCommand.class,
      AccessWhoCanCommand.class,
      AccessLintCommand.class,
      AccessDiffCommand.class
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class AccessCommand implements Runnable {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  Main main() {
    return main;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: inventory, who-can, lint or diff");
  }
}
