package io.github.tidydag.maven;

import io.github.tidydag.app.CleanupWishes;
import io.github.tidydag.app.PlanCleanup;
import io.github.tidydag.app.PlanReport;
import io.github.tidydag.app.WritePlan;
import io.github.tidydag.app.WriteReport;
import io.github.tidydag.janitor.CleanupPlan;
import java.io.File;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Says what Spark left in a cluster, what of it may be deleted, and why. Only reads: its client
 * refuses every other verb. No goal deletes; {@code tidydag janitor apply} does.
 */
@Mojo(name = "janitor-plan", requiresProject = false, aggregator = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
public final class JanitorPlanMojo extends TidydagMojo {
  /** Leaves out this goal. */
  @Parameter(property = "tidydag.janitorPlan.skip", defaultValue = "false")
  private boolean skipJanitorPlan;

  /** Namespaces. Default: the context's own. */
  @Parameter(property = "tidydag.namespace")
  private @Nullable List<String> namespace;

  /** All namespaces but Kubernetes' own. */
  @Parameter(property = "tidydag.allNamespaces", defaultValue = "false")
  private boolean allNamespaces;

  /** What {@code kubectl get -o json} (or yaml) wrote, a file or a folder, instead of a cluster. */
  @Parameter(property = "tidydag.from")
  private @Nullable File from;

  /** The dump has all that decides; without that being said, all is kept. */
  @Parameter(property = "tidydag.complete", defaultValue = "false")
  private boolean complete;

  /** {@code conservative}, {@code standard} or {@code aggressive}. */
  @Parameter(property = "tidydag.policy", defaultValue = "standard")
  private String policy;

  /** How long ago something must have ended, such as {@code 7d}. */
  @Parameter(property = "tidydag.minAge")
  private @Nullable String minAge;

  /** No driver runs in client mode, such as that of a notebook. */
  @Parameter(property = "tidydag.noClientMode", defaultValue = "false")
  private boolean noClientMode;

  /**
   * A plan file made at least the minimum age before. What has no owner, and no driver to be seen,
   * goes if it was so then, too, and is 30 days old.
   */
  @Parameter(property = "tidydag.earlier")
  private @Nullable File earlier;

  /** Keeps the runs of each application that ended last. */
  @Parameter(property = "tidydag.keepLast", defaultValue = "0")
  private int keepLast;

  /** Labels that what is deleted must carry. */
  @Parameter private @Nullable Map<String, String> selector;

  /** What may be deleted, as kubectl names it. */
  @Parameter(property = "tidydag.kinds")
  private @Nullable List<String> kinds;

  /** Else as kubectl finds it. */
  @Parameter(property = "tidydag.kubeconfig")
  private @Nullable File kubeconfig;

  /** Else the current one. */
  @Parameter(property = "tidydag.context")
  private @Nullable String context;

  /** Also writes the plan to this file, as JSON, for {@code tidydag janitor apply --plan}. */
  @Parameter(property = "tidydag.planOutput")
  private @Nullable File planOutput;

  /**
   * Where to write the report: {@code *.txt}, {@code *.csv}, {@code *.json}, {@code *.xml} (JUnit),
   * {@code *.prom} or {@code *.html}. Default: none; the text is in the log.
   */
  @Parameter(property = "tidydag.report")
  private @Nullable File report;

  @Override
  boolean isSkipped() {
    return skipJanitorPlan;
  }

  @Override
  void run() throws MojoExecutionException {
    refuse(allNamespaces && !list(namespace).isEmpty(), "allNamespaces", "namespace");
    refuse(from != null && kubeconfig != null, "from", "kubeconfig");
    refuse(from != null && context != null, "from", "context");
    Optional<PlanReport.Format> format =
        report == null ? Optional.empty() : Optional.of(format(report));
    CleanupPlan plan =
        PlanCleanup.plan(
            new PlanCleanup.Request(
                new CleanupWishes(
                        policy,
                        Optional.ofNullable(minAge),
                        noClientMode,
                        path(earlier),
                        list(namespace),
                        selector == null ? Map.of() : selector,
                        list(kinds),
                        keepLast)
                    .options(),
                path(from),
                complete,
                allNamespaces,
                path(kubeconfig),
                Optional.ofNullable(context),
                Instant.now()),
            getLog()::info);
    String version = version();
    path(planOutput).ifPresent(file -> WritePlan.write(file, plan, version));
    format.ifPresent(
        wanted ->
            WriteReport.write(path(report).orElseThrow(), PlanReport.of(plan, wanted, version)));
    PlanReport.of(plan, PlanReport.Format.TEXT, version).lines().forEach(getLog()::info);
  }

  private static void refuse(boolean both, String one, String other) throws MojoExecutionException {
    if (both) {
      throw new MojoExecutionException(
          "tidydag." + one + " and tidydag." + other + " exclude each other; choose one");
    }
  }

  private static PlanReport.Format format(File file) throws MojoExecutionException {
    String name = file.getName();
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return Stream.of(PlanReport.Format.values())
        .filter(one -> one.fileEnding().equals(ending))
        .findFirst()
        .orElseThrow(
            () ->
                new MojoExecutionException(
                    "tidydag.report "
                        + file
                        + ": ends in none that is known; write .txt, .csv, .json, .xml, .prom or"
                        + " .html"));
  }
}
