package io.github.tidydag.maven;

import io.github.tidydag.app.CheckCluster;
import io.github.tidydag.app.RuleSources;
import io.github.tidydag.app.WriteReport;
import io.github.tidydag.preflight.Checklist;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.report.PreflightReports;
import io.github.tidydag.report.PreflightText;
import io.github.tidydag.report.Reports;
import io.github.tidydag.source.Problem;
import io.github.tidydag.spec.Tables;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a cluster has what the tasks of specs need. Only reads, and asks for access
 * reviews: its client refuses every other verb.
 */
@Mojo(name = "preflight", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
public final class PreflightMojo extends TidydagMojo {
  /** Leaves out this goal. */
  @Parameter(property = "tidydag.preflight.skip", defaultValue = "false")
  private boolean skipPreflight;

  /** Specs, or folders that hold {@code *.dag.yaml}. Default: {@code src/main/airflow}. */
  @Parameter(property = "tidydag.specs")
  private @Nullable List<File> specs;

  /** The configuration; else {@code .tidydag.yaml} upwards of each spec. */
  @Parameter(property = "tidydag.config")
  private @Nullable File config;

  /** A profile of {@code .tidydag.yaml}. */
  @Parameter(property = "tidydag.profile")
  private @Nullable String profile;

  /** Jars with lint rules of your own, if the configuration names some. */
  @Parameter(property = "tidydag.rulesJar")
  private @Nullable List<File> rulesJar;

  /** Else as kubectl finds it. */
  @Parameter(property = "tidydag.kubeconfig")
  private @Nullable File kubeconfig;

  /** For all tasks, whatever connections they name. Else as {@code kube_contexts} says. */
  @Parameter(property = "tidydag.context")
  private @Nullable String context;

  /** Where to write the report. Default: none; the text is in the log. */
  @Parameter(property = "tidydag.preflightOutput")
  private @Nullable File preflightOutput;

  /** What to write there: a format of {@code lint}. */
  @Parameter(property = "tidydag.preflightFormat", defaultValue = "junit")
  private String preflightFormat;

  /** Asks no cluster, and writes DAGs to this folder that check from inside Airflow. */
  @Parameter(property = "tidydag.asDag")
  private @Nullable File asDag;

  @Override
  boolean isSkipped() {
    return skipPreflight;
  }

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    if (Reports.of(preflightFormat).isEmpty()) {
      throw new MojoExecutionException(
          "tidydag.preflightFormat "
              + preflightFormat
              + ": is none; there are "
              + String.join(", ", Reports.names()));
    }
    List<String> inputs = specs(specs).stream().map(Path::toString).toList();
    if (inputs.isEmpty()) {
      getLog().info("there is no " + USUAL_SPECS + ", and nothing to do");
      return;
    }
    CheckCluster.Request request =
        new CheckCluster.Request(
            inputs,
            path(config),
            Optional.ofNullable(profile),
            path(kubeconfig),
            Optional.ofNullable(context),
            new RuleSources(paths(rulesJar), Optional.of(getClass().getClassLoader())),
            today(),
            InputStream.nullInputStream());
    if (asDag == null) {
      check(request);
    } else {
      dags(request, asDag.toPath());
    }
  }

  private void check(CheckCluster.Request request)
      throws MojoExecutionException, MojoFailureException {
    CheckCluster.Result result = new CheckCluster(Tables.load()).check(request, getLog()::info);
    refuse(result.problems(), result.configurationWrong(), "nothing was checked");
    List<Checklist> checklists = result.checklists();
    path(preflightOutput)
        .ifPresent(
            file ->
                WriteReport.write(
                    file,
                    PreflightReports.of(preflightFormat, checklists, version()).orElseThrow()));
    PreflightText.of(checklists).lines().map(Wording::of).forEach(getLog()::info);
    long failed = checklists.stream().mapToLong(list -> list.count(Status.FAILED)).sum();
    if (failed > 0) {
      throw new MojoFailureException(count(failed, "check") + " failed, see above");
    }
    if (!checklists.stream().allMatch(Checklist::isReached)) {
      throw new MojoExecutionException("a cluster could not be asked, see above");
    }
  }

  private void dags(CheckCluster.Request request, Path folder)
      throws MojoExecutionException, MojoFailureException {
    if (kubeconfig != null || context != null) {
      throw new MojoExecutionException(
          "tidydag.asDag asks no cluster; leave out tidydag.kubeconfig and tidydag.context");
    }
    CheckCluster.DagResult result =
        new CheckCluster(Tables.load()).dags(request, folder, getLog()::warn);
    refuse(result.problems(), result.configurationWrong(), "nothing was written");
    int written = result.output().write(version(), false).write().size();
    getLog().info(folder + ": " + written + " written");
  }

  private void refuse(List<Problem> problems, boolean configurationWrong, String outcome)
      throws MojoExecutionException, MojoFailureException {
    problems.forEach(problem -> getLog().error(problem.text()));
    String message = count(problems.size(), "error") + ", so " + outcome;
    if (configurationWrong) {
      throw new MojoExecutionException(message);
    }
    if (!problems.isEmpty()) {
      throw new MojoFailureException(message);
    }
  }
}
