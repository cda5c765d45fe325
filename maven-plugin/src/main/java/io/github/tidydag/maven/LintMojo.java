package io.github.tidydag.maven;

import io.github.tidydag.app.FailOn;
import io.github.tidydag.app.LintInputFiles;
import io.github.tidydag.app.LintProject;
import io.github.tidydag.app.WriteReport;
import io.github.tidydag.report.Report;
import io.github.tidydag.report.Reports;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Finds what SparkApplications, pod templates and Jobs do wrong, and says exactly where. */
@Mojo(
    name = "lint",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
public final class LintMojo extends FilesMojo {
  /** Leaves out this goal. */
  @Parameter(property = "tidydag.lint.skip", defaultValue = "false")
  private boolean skipLint;

  /**
   * How bad a finding must be to count: {@code error}, {@code warning}, {@code info}, {@code
   * never}.
   */
  @Parameter(property = "tidydag.failOn", defaultValue = "error")
  private String failOn;

  /** Whether findings that count fail the build. */
  @Parameter(property = "tidydag.failOnViolation", defaultValue = "true")
  private boolean failOnViolation;

  /** How many findings that count are let pass. */
  @Parameter(property = "tidydag.maxAllowedViolations", defaultValue = "0")
  private int maxAllowedViolations;

  /**
   * Reports to write: {@code text}, {@code json}, {@code sarif}, {@code junit}, {@code github},
   * {@code gitlab}, {@code checkstyle}, {@code csv} or {@code markdown}.
   */
  @Parameter(property = "tidydag.format")
  private @Nullable List<String> format;

  /** Where to write them. */
  @Parameter(
      property = "tidydag.reportDirectory",
      defaultValue = "${project.build.directory}/tidydag")
  private File reportDirectory;

  @Override
  boolean isSkipped() {
    return skipLint;
  }

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    checkFormats();
    FailOn worst = worst();
    if (isSince()) { // git decides, and what it says is not kept
      look(worst, new Journal(getLog()));
      return;
    }
    unlessDone(
        done ->
            done.upwards(folder())
                .files(LintInputFiles.below(folder(), selection()))
                .files(namedFiles()),
        settings(failOn, failOnViolation, maxAllowedViolations, list(format), reportDirectory),
        journal -> look(worst, journal));
  }

  private Touched look(FailOn worst, Journal journal)
      throws MojoExecutionException, MojoFailureException {
    LintProject.Result result = lint(Optional.empty(), journal);
    List<Path> reports = report(result);
    tell(result, journal);
    long violations =
        result.findings().stream().filter(finding -> worst.takes(finding.severity())).count();
    if (violations > maxAllowedViolations && failOnViolation) {
      boolean isMendable = result.findings().stream().anyMatch(f -> f.fix().isPresent());
      throw new MojoFailureException(
          count(violations, "finding")
              + " of severity "
              + failOn
              + (worst == FailOn.error ? "" : " or worse")
              + (maxAllowedViolations > 0 ? ", and " + maxAllowedViolations + " are allowed" : "")
              + ", see above"
              + (isMendable
                  ? ". Run 'mvn tidydag:fix' to fix what can be mended"
                  : ". 'mvn tidydag:rules -Dtidydag.rule=ID' explains them"));
    }
    return new Touched(List.of(), reports);
  }

  private List<Path> report(LintProject.Result result) {
    List<Path> files = new ArrayList<>();
    for (String name : list(format)) {
      Path file = reportDirectory.toPath().resolve(Reports.fileName(name));
      WriteReport.write(file, report(name).of(result.checked(version())));
      files.add(file);
    }
    return files;
  }

  private FailOn worst() throws MojoExecutionException {
    return FailOn.of(failOn)
        .orElseThrow(
            () ->
                new MojoExecutionException(
                    "tidydag.failOn " + failOn + ": is none; write error, warning, info or never"));
  }

  private void checkFormats() throws MojoExecutionException {
    for (String name : list(format)) {
      if (Reports.of(name).isEmpty()) {
        throw new MojoExecutionException(
            "tidydag.format "
                + name
                + ": is none; there are "
                + String.join(", ", Reports.names()));
      }
    }
  }

  private static Report report(String name) {
    return Reports.of(name).orElseThrow();
  }
}
