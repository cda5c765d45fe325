package io.github.tidydag.cli;

import io.github.tidydag.app.WriteSchema;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidydag schema}. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema (2020-12) of specs or of .tidydag.yaml, for editors.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "dag|config", description = "Of what.")
  private Subject subject;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write it to a file instead.")
  private @Nullable Path output;

  /** What a schema describes. */
  enum Subject {
    dag,
    config
  }

  @Override
  public Integer call() {
    String schema = subject == Subject.dag ? WriteSchema.ofDag() : WriteSchema.ofConfig();
    if (output == null) {
      spec.commandLine().getOut().print(schema);
    } else {
      WriteSchema.write(output, schema);
      spec.commandLine().getOut().println(output);
    }
    return Exit.CLEAN;
  }
}
