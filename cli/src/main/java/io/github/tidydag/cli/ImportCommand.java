package io.github.tidydag.cli;

import io.github.tidydag.app.ImportManifests;
import io.github.tidydag.app.NewFiles;
import io.github.tidydag.convert.ImportedSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag import}. */
@Command(
    name = "import",
    description =
        "Makes specs of SparkApplications, ScheduledSparkApplications, Jobs and CronJobs.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class ImportCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Manifests, or - for stdin.")
  private List<String> inputs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "The folder for NAME.dag.yaml files; without it, a single spec goes to stdout.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Messages messages = main.messages(spec.commandLine());
    ImportManifests.Result result = ImportManifests.read(inputs, main.stdin());
    messages.print(result.problems());
    if (result.hasErrors()) {
      messages.line("nothing was written");
      return Exit.FINDINGS;
    }
    List<ImportedSpec> specs = result.specs();
    if (specs.isEmpty()) {
      messages.line("there was nothing to import");
      return Exit.FINDINGS;
    }
    if (output == null && result.files().size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          result.files().size() + " files come of this; say with -o DIR where to write them");
    }
    if (output == null) {
      out.print(specs.get(0).yaml());
    } else {
      NewFiles.write(output, result.files()).forEach(out::println);
    }
    result.remarks().forEach(messages::line);
    return Exit.CLEAN;
  }
}
