package io.github.tidydag.maven;

import io.github.tidydag.app.LintProject;
import io.github.tidydag.app.RuleSources;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.source.Problem;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.AbstractMavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.jspecify.annotations.Nullable;

/** A page of a site about what lint finds. */
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
abstract class LintReports extends AbstractMavenReport {
  /** Leaves out all goals. */
  @Parameter(property = "tidydag.skip", defaultValue = "false")
  private boolean skip;

  /** The configuration; else {@code .tidydag.yaml} upwards of each file. */
  @Parameter(property = "tidydag.config")
  private @Nullable File config;

  /** Which files, as {@code lint} takes them. */
  @Parameter(property = "tidydag.includes")
  private @Nullable List<String> includes;

  /** Which of them not. */
  @Parameter(property = "tidydag.excludes")
  private @Nullable List<String> excludes;

  /** A file of findings that are known, as {@code tidydag baseline} makes it. */
  @Parameter(property = "tidydag.baseline")
  private @Nullable File baseline;

  /** Jars with lint rules of your own, besides those of the plugin's dependencies. */
  @Parameter(property = "tidydag.rulesJar")
  private @Nullable List<File> rulesJar;

  /** The modules that it is about. */
  abstract List<MavenProject> modules();

  @Override
  public String getName(Locale locale) {
    return "tidydag lint";
  }

  @Override
  public String getDescription(Locale locale) {
    return "What SparkApplications, pod templates and Jobs do wrong, and where.";
  }

  @Override
  public boolean canGenerateReport() {
    return !skip;
  }

  @Override
  protected void executeReport(Locale locale) throws MavenReportException {
    List<LintPage.Module> modules = new ArrayList<>();
    for (MavenProject module : modules()) {
      modules.add(new LintPage.Module(module.getName(), lint(module)));
    }
    new LintPage(getSink(), getName(locale), modules).render();
  }

  private LintProject.Result lint(MavenProject module) throws MavenReportException {
    Path folder = module.getBasedir().toPath();
    try {
      LintProject.Result result =
          LintProject.lint(
              new LintProject.Request(
                  List.of(folder.toString()),
                  TidydagMojo.path(config),
                  Optional.empty(),
                  new RuleSources(
                      TidydagMojo.paths(rulesJar), Optional.of(getClass().getClassLoader())),
                  TidydagMojo.path(baseline),
                  Optional.empty(),
                  TidydagMojo.today(),
                  InputStream.nullInputStream(),
                  Optional.of(
                      Linting.selection(
                          module,
                          folder,
                          TidydagMojo.list(includes),
                          TidydagMojo.list(excludes)))));
      for (Problem problem : result.problems()) {
        if (problem.severity() == Problem.Severity.ERROR) {
          throw new MavenReportException(problem.text());
        }
      }
      return result;
    } catch (TidydagException e) {
      throw new MavenReportException(Wording.of(String.valueOf(e.getMessage())), e);
    }
  }
}
