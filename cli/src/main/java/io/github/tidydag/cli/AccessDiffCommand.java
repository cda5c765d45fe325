package io.github.tidydag.cli;

import io.github.tidydag.app.ListAccess;
import io.github.tidydag.rbac.InventoryDiff;
import io.github.tidydag.report.AccessTables;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidydag access diff}. */
@Command(
    name = "diff",
    description =
        "Says which rights two inventories (json or csv) do not share; exits with 1 if there are any.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class AccessDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "What access inventory wrote.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The same, later or elsewhere.")
  private Path after;

  @Override
  public Integer call() {
    InventoryDiff diff = ListAccess.diff(before, after);
    spec.commandLine().getOut().print(AccessTables.diff(diff));
    spec.commandLine()
        .getErr()
        .println(diff.added().size() + " added, " + diff.removed().size() + " removed");
    return diff.isEmpty() ? Exit.CLEAN : Exit.FINDINGS;
  }
}
