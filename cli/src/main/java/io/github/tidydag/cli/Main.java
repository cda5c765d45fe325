package io.github.tidydag.cli;

import io.github.tidydag.app.TidydagException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tidydag}: Airflow work on Kubernetes that leaves nothing behind. */
@Command(
    name = "tidydag",
    description = "Airflow work on Kubernetes that leaves nothing behind.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:clean",
      "1:an invalid spec, findings or drift",
      "2:wrong usage or configuration",
      "3:something cannot be read or written",
      "4:the cluster"
    })
public final class Main implements Runnable {
  /** In the order of the help. */
  private static final Map<String, Supplier<Object>> COMMANDS = commands();

  @Spec private CommandSpec spec;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      description =
          "auto, always or never: colour, and the line of the file, in messages. Default: auto,"
              + " which is on a terminal unless NO_COLOR is set")
  private Messages.Color color;

  private final InputStream stdin;
  private final Terminal terminal;
  private final boolean colorful;

  /**
   * @param colorful whether messages go to a terminal that wants colour
   */
  @SuppressWarnings("NullAway") // picocli fills what it is asked for
  Main(InputStream stdin, Terminal terminal, boolean colorful) {
    this.stdin = stdin;
    this.terminal = terminal;
    this.colorful = colorful;
  }

  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("init", InitCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("generate", GenerateCommand::new);
    commands.put("companion", CompanionCommand::new);
    commands.put("lint", LintCommand::new);
    commands.put("baseline", BaselineCommand::new);
    commands.put("preview-pod", PreviewPodCommand::new);
    commands.put("preflight", PreflightCommand::new);
    commands.put("janitor", JanitorCommand::new);
    commands.put("access", AccessCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("rules", RulesCommand::new);
    commands.put("generate-completion", AutoComplete.GenerateCompletion::new);
    return commands;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Where a command says what is wrong. */
  Messages messages(CommandLine commandLine) {
    return new Messages(commandLine.getErr(), isColored());
  }

  boolean isColored() {
    return color == Messages.Color.always || (color == Messages.Color.auto && colorful);
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
    boolean colorful = CommandLine.Help.Ansi.AUTO.enabled(); // knows terminals, and NO_COLOR
    System.exit(run(new Main(System.in, Terminal.system(), colorful), out, err, args));
  }

  /** With every command, for what is made of them. */
  static CommandLine all() {
    CommandLine commandLine = new CommandLine(new Main(System.in, Terminal.system(), false));
    COMMANDS.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    return commandLine;
  }

  /** Runs a command line. */
  static int run(Main main, PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(main);
    // picocli takes 10 ms to learn a command, so it learns the one that is asked for
    Supplier<Object> only = args.length == 0 ? null : COMMANDS.get(args[0]);
    if (only == null || args[0].equals("generate-completion")) {
      COMMANDS.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    } else {
      commandLine.addSubcommand(args[0], only.get());
    }
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
      return switch (told.kind()) {
        case CONFIGURATION -> Exit.USAGE;
        case FILES -> Exit.FILES;
        case CLUSTER -> Exit.CLUSTER;
      };
    }
    throw e;
  }
}
