package io.github.tidydag.app;

import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlan.PlannedTask;
import io.github.tidydag.cluster.ClusterConnection;
import io.github.tidydag.cluster.ClusterException;
import io.github.tidydag.cluster.Power;
import io.github.tidydag.cluster.PreflightReader;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.preflight.Check;
import io.github.tidydag.preflight.CheckKind;
import io.github.tidydag.preflight.Checklist;
import io.github.tidydag.preflight.Preflight;
import io.github.tidydag.preflight.Probes;
import io.github.tidydag.preflight.RunNeeds;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.render.PreflightDag;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.Tables;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Checks whether clusters have what specs need; changes nothing there. */
public final class CheckCluster {
  /** Where tasks run that say no namespace, as far as a spec tells. */
  private static final String NAMESPACE = "default";

  private static final String NAME_ANOTHER =
      "mend what it names, or name another by --kubeconfig and --context";

  private final Tables tables;

  public CheckCluster(Tables tables) {
    this.tables = tables;
  }

  /**
   * What to check.
   *
   * @param specs files, folders of them, or {@code -} for stdin
   * @param config a configuration file; empty for the nearest one upwards of each spec
   * @param kubeconfig else as kubectl finds it
   * @param context for all tasks, whatever connections they name
   * @param today tells which suppressions of rules are expired
   */
  public record Request(
      List<String> specs,
      Optional<Path> config,
      Optional<String> profile,
      Optional<Path> kubeconfig,
      Optional<String> context,
      RuleSources ruleSources,
      LocalDate today,
      InputStream stdin) {}

  /**
   * What came of it.
   *
   * @param checklists a spec and a cluster each; none of a spec that is wrong
   * @param problems what is wrong with specs and configurations
   * @param secrets lines of specs that whoever shows problems must not show
   */
  public record Result(
      List<Checklist> checklists,
      List<Problem> problems,
      boolean configurationWrong,
      Set<String> secrets) {
    /** Whether a spec is wrong. */
    public boolean hasErrors() {
      return !problems.isEmpty();
    }
  }

  /**
   * DAGs that check.
   *
   * @param output what to write; nothing may be written if a spec is wrong
   */
  public record DagResult(
      OutputFolder output,
      List<Problem> problems,
      boolean configurationWrong,
      Set<String> secrets) {
    /** Whether a spec is wrong. */
    public boolean hasErrors() {
      return !problems.isEmpty();
    }
  }

  /** Connections that are open, and what they were asked. */
  private final class Clusters implements AutoCloseable {
    private final Request request;
    private final Consumer<String> told;
    private final Map<Optional<String>, ClusterConnection> open = new HashMap<>();
    private final Map<Optional<String>, PreflightReader> readers = new HashMap<>();

    Clusters(Request request, Consumer<String> told) {
      this.request = request;
      this.told = told;
    }

    ClusterConnection connection(Optional<String> context) {
      ClusterConnection known = open.get(context);
      if (known == null) {
        known = ClusterConnection.open(request.kubeconfig(), context, Power.ASK);
        told.accept("cluster " + known.shown());
        open.put(context, known);
        readers.put(context, new PreflightReader(known));
      }
      return known;
    }

    Checklist check(DagPlan plan, Connections.Target target, List<Finding> findings) {
      String shown = target.context().orElse("the current context");
      try {
        if (!target.unknown().isEmpty()) {
          return unreached(plan, "an unknown cluster", target.unknown(), NAME_ANOTHER);
        }
        ClusterConnection cluster = connection(target.context());
        shown = cluster.shown();
        RunNeeds needs = ClusterNeeds.of(plan, tables, cluster.namespace(), findings);
        PreflightReader reader = readers.get(target.context());
        return new Checklist(
            plan.spec().file(),
            plan.spec().dagId(),
            shown,
            true,
            Preflight.check(needs, Objects.requireNonNull(reader)));
      } catch (ClusterException e) {
        Optional<String> unknown = e.unknownContext();
        return unknown.isPresent()
            ? noContext(plan, unknown.get())
            : unreached(plan, shown, String.valueOf(e.getMessage()), NAME_ANOTHER);
      }
    }

    @Override
    public void close() {
      open.values().forEach(ClusterConnection::close);
    }
  }

  /** The kubeconfig does not have a context that the spec, its configuration or the user names. */
  private static Checklist noContext(DagPlan plan, String name) {
    boolean isMapped = plan.spec().project().kubeContexts().containsValue(name);
    return unreached(
        plan,
        name,
        (isMapped ? "kube_contexts, " : "context ")
            + name
            + ": there is no such context in the kubeconfig",
        isMapped ? "mend kube_contexts in .tidydag.yaml" : NAME_ANOTHER);
  }

  /** Nothing is known but that. */
  private static Checklist unreached(DagPlan plan, String cluster, String reason, String remedy) {
    return new Checklist(
        plan.spec().file(),
        plan.spec().dagId(),
        cluster,
        false,
        List.of(
            Check.told(
                CheckKind.CLUSTER,
                Status.UNKNOWN,
                plan.spec().at(),
                plan.tasks().stream().map(t -> t.task().id()).toList(),
                "",
                reason,
                remedy)));
  }

  /**
   * Checks.
   *
   * @param told gets the name and address of each cluster before it is asked
   * @throws TidydagException if an input cannot be read
   */
  public Result check(Request request, Consumer<String> told) {
    List<Checklist> checklists = new ArrayList<>();
    try (Clusters clusters = new Clusters(request, told)) {
      Read read =
          read(
              request,
              (plan, findings) ->
                  Connections.of(plan, request.context())
                      .forEach(
                          (target, tasks) ->
                              checklists.add(clusters.check(of(plan, tasks), target, findings))));
      return new Result(checklists, read.problems, read.configurationWrong, read.secrets);
    }
  }

  /**
   * Makes DAGs that check the same from inside Airflow, and the module that they use; asks nobody.
   *
   * @param told gets what is left out
   * @throws TidydagException if an input cannot be read
   */
  public DagResult dags(Request request, Path folder, Consumer<String> told) {
    OutputFolder output = new OutputFolder(folder);
    output.add(Companion.preflight(), Companion.SOURCE);
    Set<String> dagIds = new HashSet<>();
    Problems twice = new Problems();
    Read read =
        read(
            request,
            (plan, findings) -> {
              if (!dagIds.add(plan.spec().dagId().toLowerCase(Locale.ROOT))) {
                twice.error(
                    plan.spec().at(),
                    plan.spec().dagId(),
                    "is the dag_id of another spec, too, apart from case; rename one");
                return;
              }
              List<PreflightDag.Connection> connections = new ArrayList<>();
              Connections.written(plan, told)
                  .forEach(
                      (arguments, tasks) ->
                          connections.add(
                              new PreflightDag.Connection(
                                  arguments,
                                  Probes.of(
                                      ClusterNeeds.of(
                                          of(plan, tasks), tables, NAMESPACE, findings)))));
              if (!connections.isEmpty()) {
                output.add(
                    PreflightDag.of(
                        plan.spec().file(),
                        plan.spec().dagId(),
                        plan.spec().project().targets(),
                        connections),
                    Companion.SOURCE);
              }
            });
    read.problems.forEach(p -> twice.error(p.at(), p.written(), p.message()));
    return new DagResult(output, twice.sorted(), read.configurationWrong, read.secrets);
  }

  private static DagPlan of(DagPlan plan, List<PlannedTask> tasks) {
    return new DagPlan(plan.spec(), tasks, plan.owner(), plan.guarantee());
  }

  record Read(List<Problem> problems, boolean configurationWrong, Set<String> secrets) {}

  /** Reads specs as {@code generate} does, and passes on those without a mistake. */
  Read read(Request request, BiConsumer<DagPlan, List<Finding>> fine) {
    SpecLoader loader =
        new SpecLoader(
            tables,
            new Workspace(tables, request.config(), request.profile()),
            List.of(),
            request.stdin());
    LintSpec lint =
        new LintSpec(
            new Linters(request.ruleSources(), tables, request.today(), () -> Surroundings.NONE));
    Problems problems = new Problems();
    Set<String> secrets = new HashSet<>();
    boolean configurationWrong = false;
    for (SpecLoader.Input input : GenerateDags.inputs(request.specs())) {
      CheckedSpec spec = CheckedSpec.of(input, loader, lint);
      configurationWrong |= spec.configurationWrong();
      secrets.addAll(spec.secrets());
      spec.sound().ifPresent(plan -> fine.accept(plan, spec.findings()));
      spec.problems().sorted().stream()
          .filter(p -> p.severity() == Problem.Severity.ERROR)
          .forEach(p -> problems.error(p.at(), p.written(), p.message()));
    }
    return new Read(problems.sorted(), configurationWrong, secrets);
  }
}
