package io.github.tidydag.cli;

import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.app.WritePlan;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.report.PlanTables;
import io.github.tidydag.report.PlanText;
import io.github.tidydag.spec.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      names = "--policy",
      paramLabel = "P",
      defaultValue = "standard",
      description = "conservative, standard or aggressive. Default: standard")
  private String policy;

  @Option(
      names = "--min-age",
      paramLabel = "D",
      description = "How long ago something must have ended, such as 7d, 12h or 30m.")
  private @Nullable String minAge;

  @Option(
      names = "--no-client-mode",
      description =
          "No driver runs in client mode, such as that of a notebook. Without that being said, what no"
              + " pod owns is kept where its driver cannot be seen (aggressive: for 30 days).")
  private boolean noClientMode;

  @Option(
      names = "--keep-last",
      paramLabel = "N",
      description = "Keep the runs of each application that ended last.")
  private int keepLast;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "NAME=VALUE",
      description = "A label that what is deleted must carry; may be given several times.")
  private Map<String, String> selector = Map.of();

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "What may be deleted, as kubectl names it. Default: configmaps, services, pods and"
              + " sparkapplications; persistentvolumeclaims and secrets only if named.")
  private List<String> kinds = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Also write the plan to this file, as JSON.")
  private @Nullable Path output;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "What to print: text or csv. Default: text")
  private Format format;

  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Else as kubectl finds it.")
  private @Nullable Path kubeconfig;

  @Option(names = "--context", paramLabel = "NAME", description = "Else the current one.")
  private @Nullable String context;

  /** What is printed. */
  enum Format {
    text,
    csv
  }

  @Override
  public Integer call() {
    if (allNamespaces && !namespaces.isEmpty()) {
      throw wrong("--all-namespaces and --namespace exclude each other; choose one");
    }
    if (complete && from == null) {
      throw wrong("--complete: says something of a dump; name one by --from");
    }
    if (from != null && (kubeconfig != null || context != null)) {
      throw wrong("--from reads a dump, and no cluster; leave out --kubeconfig and --context");
    }
    if (keepLast < 0) {
      throw wrong("--keep-last " + keepLast + ": is less than none; write 0 or more");
    }
    CleanupPlan plan =
        PlanCleanup.plan(
            new PlanCleanup.Request(
                options(),
                Optional.ofNullable(from),
                complete,
                allNamespaces,
                Optional.ofNullable(kubeconfig),
                Optional.ofNullable(context),
                Instant.now()),
            spec.commandLine().getErr()::println);
    if (output != null) {
      WritePlan.write(output, plan, Version.number());
    }
    spec.commandLine()
        .getOut()
        .print(format == Format.csv ? PlanTables.csv(plan) : PlanText.of(plan));
    return Exit.CLEAN;
  }

  private PlanOptions options() {
    return new PlanOptions(
        policy(),
        Optional.ofNullable(minAge).map(d -> duration("--min-age", d)),
        noClientMode,
        new HashSet<>(namespaces),
        selector,
        kinds.isEmpty() ? PlanOptions.USUAL_KINDS : kinds(),
        keepLast);
  }

  private Policy policy() {
    for (Policy one : Policy.values()) {
      if (one.word().equals(policy)) {
        return one;
      }
    }
    throw wrong("--policy " + policy + ": is none; write conservative, standard or aggressive");
  }

  private Set<ResourceKind> kinds() {
    Set<ResourceKind> found = new HashSet<>();
    for (String name : kinds) {
      List<ResourceKind> named =
          Stream.of(ResourceKind.values())
              .filter(ResourceKind::isSubject)
              .filter(kind -> kind.plural().equals(name.toLowerCase(Locale.ROOT)))
              .toList();
      if (named.isEmpty()) {
        throw wrong(
            "--kinds "
                + name
                + ": is none that is cleaned; write configmaps, services, pods, sparkapplications,"
                + " persistentvolumeclaims or secrets");
      }
      found.addAll(named);
    }
    return found;
  }

  private Duration duration(String option, String text) {
    return Durations.parse(text)
        .orElseThrow(() -> wrong(option + " " + text + ": is no duration; " + Durations.FORM));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
