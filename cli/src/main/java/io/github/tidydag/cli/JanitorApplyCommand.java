package io.github.tidydag.cli;

import io.github.tidydag.app.ApplyCleanup;
import io.github.tidydag.app.Pace;
import io.github.tidydag.janitor.CleanupResult;
import io.github.tidydag.report.CleanupText;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag janitor apply}. */
@Command(
    name = "apply",
    description =
        "Deletes what a plan file names, or what a plan for these namespaces would, and writes a"
            + " backup before. Looks again while it does, and keeps what has changed.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class JanitorApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private JanitorCommand parent;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "What janitor plan -o wrote. Nothing but what it names is deleted.")
  private @Nullable Path plan;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "A namespace to plan for, without a plan file; may be given several times.")
  private List<String> namespaces = List.of();

  @Option(names = "--yes", description = "Do not ask. Needed where there is no terminal.")
  private boolean yes;

  @Option(
      names = "--backup",
      paramLabel = "DIR",
      defaultValue = "tidydag-backups",
      description =
          "Where to write all that goes, one file a run, before it goes. Default: tidydag-backups")
  private Path backups;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "Deletions in a second at most; 0 for no limit. Default: 100")
  private int rate;

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      defaultValue = "10",
      description = "Stop after so many errors. Default: 10")
  private int maxErrors;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Clean every Nth of the namespaces, beginning with number $JOB_COMPLETION_INDEX, as the"
              + " pods of an Indexed Job do.")
  private int shards;

  @Mixin private CleanupOptions cleanup;

  @Mixin private CapOptions caps;

  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() {
    if ((plan == null) == namespaces.isEmpty()) {
      throw wrong("say what to delete by --plan FILE, or where by --namespace NS; one of them");
    }
    Optional<String> given = cleanup.given();
    if (plan != null && given.isPresent()) {
      throw wrong(
          given.get() + ": the plan file was made with options of its own; make another plan");
    }
    least("--rate", rate, 0);
    least("--max-errors", maxErrors, 1);
    least("--shards", shards, 1);
    if (plan != null && shards > 1) {
      throw wrong("--shards: shares namespaces; name them by --namespace");
    }
    CleanupResult result =
        ApplyCleanup.apply(
            new ApplyCleanup.Request(
                Optional.ofNullable(plan),
                cleanup.options(ours()),
                cluster.kubeconfig(),
                cluster.context(),
                backups,
                caps.caps(),
                Pace.of(rate, maxErrors),
                InstantSource.system(),
                BuildVersion.number()),
            new Conversation(spec, parent.main(), yes));
    spec.commandLine().getOut().print(CleanupText.of(result));
    return result.isComplete() ? Exit.CLEAN : Exit.CLUSTER;
  }

  private List<String> ours() {
    if (shards == 1) {
      return namespaces;
    }
    String index = System.getenv().getOrDefault("JOB_COMPLETION_INDEX", "");
    List<String> sorted = namespaces.stream().distinct().sorted().toList();
    try {
      int first = Integer.parseInt(index);
      return IntStream.iterate(first, i -> i < sorted.size(), i -> i + shards)
          .mapToObj(sorted::get)
          .toList();
    } catch (NumberFormatException e) {
      throw wrong("--shards: JOB_COMPLETION_INDEX is " + index + ", and no number");
    }
  }

  private void least(String option, int value, int least) {
    if (value < least) {
      throw wrong(option + " " + value + ": write " + least + " or more");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
