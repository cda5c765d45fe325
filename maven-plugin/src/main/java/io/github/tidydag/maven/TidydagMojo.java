package io.github.tidydag.maven;

import io.github.tidydag.app.TidydagException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What all goals have in common. */
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
abstract class TidydagMojo extends AbstractMojo {
  static final String USUAL_SPECS = "src/main/airflow";

  /** Leaves out all goals. */
  @Parameter(property = "tidydag.skip", defaultValue = "false")
  private boolean skip;

  /** The module's folder, or without a module the folder here. */
  @Parameter(defaultValue = "${basedir}", readonly = true, required = true)
  private File basedir;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip || isSkipped()) {
      getLog().info("skipped");
      return;
    }
    try {
      run();
    } catch (TidydagException e) {
      throw new MojoExecutionException(Wording.of(String.valueOf(e.getMessage())), e);
    }
  }

  /** Whether this goal alone is left out. */
  boolean isSkipped() {
    return false;
  }

  abstract void run() throws MojoExecutionException, MojoFailureException;

  /** The version of this plugin. */
  final String version() {
    return execution.getVersion();
  }

  /** Tells the goals of a module apart, and what a build configures them for. */
  final String runId() {
    return execution.getGoal() + "-" + execution.getExecutionId();
  }

  final Path folder() {
    return basedir.toPath();
  }

  /** Specs that are named must be there; the usual folder need not. */
  final List<Path> specs(@Nullable List<File> named) {
    Path usual = folder().resolve(USUAL_SPECS);
    return paths(named).isEmpty() && Files.isDirectory(usual) ? List.of(usual) : paths(named);
  }

  static LocalDate today() {
    return LocalDate.now(ZoneId.systemDefault());
  }

  static Optional<Path> path(@Nullable File file) {
    return Optional.ofNullable(file).map(File::toPath);
  }

  static List<Path> paths(@Nullable List<File> files) {
    return files == null ? List.of() : files.stream().map(File::toPath).toList();
  }

  static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
