package io.github.tidydag.cli;

import io.github.tidydag.app.GenerateDags;
import io.github.tidydag.app.OutputFolder;
import io.github.tidydag.render.OwnTemplates;
import io.github.tidydag.source.Problem;
import io.github.tidydag.spec.Tables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag generate}. */
@Command(
    name = "generate",
    description = "Makes DAGs, pod templates, SparkApplications and RBAC of specs.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class GenerateCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SPEC|DIR",
      arity = "0..*",
      description =
          "Specs, folders that hold *.dag.yaml, or - for stdin. Default: the folder here.")
  private List<String> inputs = List.of(".");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "The folder to write to; what tidydag did not write there is not touched.")
  private Path output;

  @Option(
      names = "--check",
      description = "Write nothing; print a diff and exit with 1 if the folder is out of date.")
  private boolean check;

  @Option(names = "--force", description = "Write over generated files that somebody has edited.")
  private boolean force;

  @Option(
      names = "--target",
      paramLabel = "AIRFLOW/PROVIDER",
      description =
          "Such as 3.3.2/10.25.0, instead of the targets of .tidydag.yaml; may be given several times.")
  private List<String> targets = List.of();

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "A folder with templates of your own, of the names of tidydag's.")
  private @Nullable Path templates;

  @Mixin private SpecOptions specs;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    GenerateDags.Result result =
        new GenerateDags(Tables.load())
            .generate(
                new GenerateDags.Request(
                    inputs,
                    List.of(),
                    false,
                    output,
                    specs.config(),
                    specs.profile(),
                    targets,
                    Optional.ofNullable(templates).map(OwnTemplates.InFolder::new),
                    specs.ruleSources(),
                    LocalDate.now(ZoneId.systemDefault()),
                    main.stdin()));
    main.messages(spec.commandLine()).print(result.problems(), result.secrets());
    if (result.hasErrors()) {
      long errors =
          result.problems().stream().filter(p -> p.severity() == Problem.Severity.ERROR).count();
      err.println(errors + (errors == 1 ? " error" : " errors") + ", so nothing was written");
      return result.configurationWrong() ? Exit.USAGE : Exit.FINDINGS;
    }
    if (check) {
      return check(result.output().compare(true), out, err);
    }
    OutputFolder.Changes changes = result.output().write(BuildVersion.number(), force);
    out.println(
        output
            + ": "
            + changes.write().size()
            + " written, "
            + changes.remove().size()
            + " removed, "
            + changes.unchanged()
            + " unchanged");
    return Exit.CLEAN;
  }

  private int check(OutputFolder.Changes changes, PrintWriter out, PrintWriter err) {
    if (changes.none()) {
      out.println(output + ": up to date, " + files(changes.unchanged()));
      return Exit.CLEAN;
    }
    out.print(changes.diff());
    int stale = changes.write().size() + changes.remove().size();
    err.println(
        output
            + ": "
            + files(stale)
            + (stale == 1 ? " is" : " are")
            + " out of date; run tidydag generate without --check");
    return Exit.FINDINGS;
  }

  private static String files(int count) {
    return count + (count == 1 ? " file" : " files");
  }
}
