package io.github.tidydag.maven;

import io.github.tidydag.app.LintProject;
import io.github.tidydag.app.Selection;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Severity;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** A goal that lints files. */
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
abstract class FilesMojo extends BuildMojo {
  /**
   * Which files, as {@code .gitignore} writes patterns, seen from the module's folder. What git
   * ignores is left out. Default: {@code src/main/} with {@code airflow}, {@code k8s}, {@code
   * kubernetes}, {@code resources} and {@code spark}; without a module, all files.
   */
  @Parameter(property = "tidydag.includes")
  private @Nullable List<String> includes;

  /** Which of them not. */
  @Parameter(property = "tidydag.excludes")
  private @Nullable List<String> excludes;

  /** A file of findings that are known, as {@code tidydag baseline} makes it. */
  @Parameter(property = "tidydag.baseline")
  private @Nullable File baseline;

  /** A revision of git: only files that are new, or not as they were then. */
  @Parameter(property = "tidydag.since")
  private @Nullable String since;

  @Parameter(defaultValue = "${project}", readonly = true)
  private MavenProject project;

  final boolean isSince() {
    return since != null;
  }

  final Selection selection() {
    return Linting.selection(project, folder(), list(includes), list(excludes));
  }

  final List<Object> settings(Object... more) {
    List<Object> settings = new ArrayList<>(List.of(more));
    settings.addAll(
        List.of(selection().toString(), config(), path(baseline), ruleSources().jars()));
    return settings;
  }

  @Override
  final List<Path> namedFiles() {
    List<Path> files = super.namedFiles();
    path(baseline).ifPresent(files::add);
    return files;
  }

  /**
   * Lints.
   *
   * @throws MojoExecutionException if the configuration is wrong
   */
  final LintProject.Result lint(Optional<LintProject.Repair> repair, Journal journal)
      throws MojoExecutionException {
    LintProject.Result result =
        LintProject.lint(
            new LintProject.Request(
                List.of(folder().toString()),
                config(),
                Optional.ofNullable(since),
                ruleSources(),
                path(baseline),
                repair,
                today(),
                InputStream.nullInputStream(),
                Optional.of(selection())));
    if (tellProblems(result.problems(), journal) > 0) {
      throw new MojoExecutionException("the configuration is wrong, see above");
    }
    result.notes().forEach(note -> journal.info(Wording.of(note)));
    return result;
  }

  /** Says what was found, each in one line. */
  final void tell(LintProject.Result result, Journal journal) throws MojoExecutionException {
    for (Finding finding : result.findings()) {
      String line = Linting.line(finding);
      switch (finding.severity()) {
        case ERROR -> journal.error(line);
        case WARNING -> journal.warn(line);
        case INFO -> journal.info(line);
      }
      mark(
          Path.of(finding.at().file()),
          finding.at().line(),
          finding.at().column(),
          finding.rule().id() + " " + finding.message(),
          finding.severity() == Severity.ERROR);
    }
    journal.info(result.checked(version()).summary());
    if (!result.unreadable().isEmpty()) {
      throw new MojoExecutionException(String.join("\n", result.unreadable()));
    }
  }
}
