package io.github.tidydag.cli;

import io.github.tidydag.app.Kinds;
import io.github.tidydag.app.RestoreBackup;
import io.github.tidydag.janitor.RestoreResult;
import io.github.tidydag.report.CleanupText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag janitor restore}. */
@Command(
    name = "restore",
    description = "Creates again what is in a backup of janitor apply, and not in the cluster.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class JanitorRestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private JanitorCommand parent;

  @Parameters(paramLabel = "BACKUP", description = "The file that janitor apply named.")
  private Path backup;

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "What to bring back. Default: configmaps, services, secrets and persistentvolumeclaims."
              + " Pods come back as a record, and never start; sparkapplications run again.")
  private List<String> kinds = List.of();

  @Option(names = "--yes", description = "Do not ask. Needed where there is no terminal.")
  private boolean yes;

  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() {
    RestoreResult result =
        RestoreBackup.restore(
            new RestoreBackup.Request(
                backup,
                kinds.isEmpty() ? RestoreBackup.USUAL_KINDS : Kinds.parse(kinds),
                cluster.kubeconfig(),
                cluster.context()),
            new Conversation(spec, parent.main(), yes));
    spec.commandLine().getOut().print(CleanupText.of(result));
    return result.isComplete() ? Exit.CLEAN : Exit.CLUSTER;
  }
}
