package io.github.tidydag.cli;

import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.app.PlanReport;
import io.github.tidydag.app.WritePlan;
import io.github.tidydag.janitor.CleanupPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidydag janitor plan}. */
@Command(
    name = "plan",
    description = "Says what may be deleted, and why, and why the rest stays. Only reads.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class JanitorPlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "A namespace; may be given several times. Default: the context's own.")
  private List<String> namespaces = List.of();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces but Kubernetes' own.")
  private boolean allNamespaces;

  @Option(
      names = "--from",
      paramLabel = "DUMP",
      description = "Read what kubectl get -o json (or yaml) wrote, a file or a folder.")
  private @Nullable Path from;

  @Option(
      names = "--complete",
      description =
          "The dump has all that decides: what is not in it was not in the cluster. Without that being"
              + " said, all is kept.")
  private boolean complete;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Also write the plan to this file, as JSON.")
  private @Nullable Path output;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description =
          "What to print: text, csv, json, junit, prometheus or html, a page that needs nothing else."
              + " Default: text")
  private String format;

  @Mixin private CleanupOptions cleanup;

  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() {
    if (allNamespaces && !namespaces.isEmpty()) {
      throw wrong("--all-namespaces and --namespace exclude each other; choose one");
    }
    if (complete && from == null) {
      throw wrong("--complete: says something of a dump; name one by --from");
    }
    if (from != null && !cluster.isEmpty()) {
      throw wrong("--from reads a dump, and no cluster; leave out --kubeconfig and --context");
    }
    PlanReport.Format shownAs =
        Choice.of(
            spec, "--format", format, List.of(PlanReport.Format.values()), PlanReport.Format::word);
    CleanupPlan plan =
        PlanCleanup.plan(
            new PlanCleanup.Request(
                cleanup.options(namespaces),
                Optional.ofNullable(from),
                complete,
                allNamespaces,
                cluster.kubeconfig(),
                cluster.context(),
                Instant.now()),
            spec.commandLine().getErr()::println);
    if (output != null) {
      WritePlan.write(output, plan, BuildVersion.number());
    }
    spec.commandLine().getOut().print(PlanReport.of(plan, shownAs, BuildVersion.number()));
    return Exit.CLEAN;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
