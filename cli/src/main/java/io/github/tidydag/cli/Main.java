package io.github.tidydag.cli;

import io.github.tidydag.app.TidydagException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code tidydag}: Airflow work on Kubernetes that leaves nothing behind. */
@Command(
    name = "tidydag",
    description = "Airflow work on Kubernetes that leaves nothing behind.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {GenerateCommand.class, CompanionCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:clean",
      "1:an invalid spec, findings or drift",
      "2:wrong usage or configuration",
      "3:something cannot be read or written",
      "4:the cluster"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private final InputStream stdin;

  @SuppressWarnings("NullAway") // picocli fills what it is asked for
  Main(InputStream stdin) {
    this.stdin = stdin;
  }

  InputStream stdin() {
    return stdin;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /** Runs a command line and ends with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(System.in, out, err, args));
  }

  /** Runs a command line. */
  static int run(InputStream stdin, PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(new Main(stdin));
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setParameterExceptionHandler(Main::usage);
    commandLine.setExecutionExceptionHandler(Main::failure);
    int exit = commandLine.execute(args);
    out.flush();
    err.flush();
    return exit;
  }

  private static int usage(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    commandLine.getErr().println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, commandLine.getErr());
    commandLine
        .getErr()
        .println(
            "Run '" + commandLine.getCommandSpec().qualifiedName() + " --help' for what there is.");
    return Exit.USAGE;
  }

  private static int failure(Exception e, CommandLine commandLine, ParseResult result)
      throws Exception {
    if (e instanceof TidydagException told) {
      commandLine.getErr().println(told.getMessage());
      return told.kind() == TidydagException.Kind.CONFIGURATION ? Exit.USAGE : Exit.FILES;
    }
    throw e;
  }
}
