package io.github.tidydag.cli;

import io.github.tidydag.app.ListAccess;
import io.github.tidydag.app.WriteReport;
import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.RbacSnapshot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidydag access inventory}. */
@Command(
    name = "inventory",
    description = "Lists the ServiceAccounts with their rights and who acts as them. Only reads.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class AccessInventoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "Only accounts of this namespace; may be given several times. Default: all")
  private List<String> namespaces = List.of();

  @Option(
      names = "--can",
      arity = "2",
      paramLabel = "WORD",
      description = "Only accounts that may do it somewhere: --can delete configmaps")
  private @Nullable List<String> can;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text (counts), csv, json, markdown or html. Default: text")
  private String format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it instead of stdout.")
  private @Nullable Path output;

  @Mixin private AccessOptions access;

  @Override
  public Integer call() {
    ListAccess.Format wanted =
        Choice.of(
            spec, "--format", format, List.of(ListAccess.Format.values()), ListAccess.Format::word);
    Optional<ListAccess.Power> power =
        Optional.ofNullable(can).map(words -> new ListAccess.Power(words.get(0), words.get(1)));
    RbacSnapshot snapshot = access.read(namespaces);
    Inventory inventory = ListAccess.inventory(snapshot, namespaces, power);
    String text = ListAccess.report(inventory, wanted, BuildVersion.number());
    if (output == null) {
      spec.commandLine().getOut().print(text);
    } else {
      WriteReport.write(output, text);
    }
    return told(inventory.gaps(), spec.commandLine().getErr());
  }

  /** Says what was not read; the exit code. */
  static int told(List<AccessGap> gaps, PrintWriter err) {
    gaps.forEach(gap -> err.println("not read: " + gap));
    return gaps.stream().anyMatch(AccessGap::decides) ? Exit.CLUSTER : Exit.CLEAN;
  }
}
