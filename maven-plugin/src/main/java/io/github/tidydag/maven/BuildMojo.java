package io.github.tidydag.maven;

import io.github.tidydag.app.RuleSources;
import io.github.tidydag.app.UpToDate;
import io.github.tidydag.source.Problem;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;
import org.jspecify.annotations.Nullable;

/** A goal that works on files of a build, and has nothing to do when none has changed. */
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
abstract class BuildMojo extends TidydagMojo {
  /** The configuration; else {@code .tidydag.yaml} upwards of each file. */
  @Parameter(property = "tidydag.config")
  private @Nullable File config;

  /**
   * Jars with lint rules of your own. Rules in dependencies of the plugin are found without being
   * named.
   */
  @Parameter(property = "tidydag.rulesJar")
  private @Nullable List<File> rulesJar;

  /** Whether a goal is left out when nothing has changed since it ended well. */
  @Parameter(property = "tidydag.cache", defaultValue = "true")
  private boolean cache;

  @Parameter(defaultValue = "${project.build.directory}", readonly = true)
  private @Nullable File buildDirectory;

  @Inject private BuildContext buildContext;

  /** What the goals of this build have looked at in this module. */
  @SuppressWarnings("unchecked")
  private Map<Path, UpToDate.Sum> known() {
    return (Map<Path, UpToDate.Sum>)
        getPluginContext()
            .computeIfAbsent(UpToDate.class.getName(), name -> new ConcurrentHashMap<>());
  }

  /** What a goal does. */
  interface Work {
    Touched run(Journal journal) throws MojoExecutionException, MojoFailureException;
  }

  /** The files that a goal has read and written. */
  record Touched(Collection<Path> read, Collection<Path> written) {}

  /**
   * Does the work, unless it has been done.
   *
   * @param settings what the outcome depends on, besides files and the plugin
   */
  final void unlessDone(Consumer<UpToDate> inputs, List<?> settings, Work work)
      throws MojoExecutionException, MojoFailureException {
    UpToDate done = new UpToDate(record(), settings(settings), known());
    inputs.accept(done);
    Optional<String> before = cache ? done.message() : Optional.empty();
    if (before.isPresent()) {
      getLog().info("up to date");
      Journal.repeat(before.get(), getLog());
      return;
    }
    done.forget();
    Journal journal = new Journal(getLog());
    Touched files = work.run(journal);
    if (cache) {
      done.remember(files.read(), files.written(), journal.text());
    }
  }

  final Optional<Path> config() {
    return path(config);
  }

  final RuleSources ruleSources() {
    return new RuleSources(paths(rulesJar), Optional.of(getClass().getClassLoader()));
  }

  /** Files that count wherever they are. */
  List<Path> namedFiles() {
    List<Path> files = new ArrayList<>(paths(rulesJar));
    config().ifPresent(files::add);
    return files;
  }

  /** {@code target/tidydag} of a module, or of the folder here. */
  final Path workFolder() {
    Path target = buildDirectory == null ? Path.of("target") : buildDirectory.toPath();
    return folder().resolve(target).resolve("tidydag");
  }

  /** Says what is wrong, each in one line; returns how much of it is an error. */
  final int tellProblems(List<Problem> problems, Journal journal) {
    int errors = 0;
    for (Problem problem : problems) {
      boolean isError = problem.severity() == Problem.Severity.ERROR;
      errors += isError ? 1 : 0;
      if (isError) {
        journal.error(problem.text());
      } else {
        journal.warn(problem.text());
      }
      mark(
          Path.of(problem.at().file()),
          problem.at().line(),
          problem.at().column(),
          problem.text(),
          isError);
    }
    return errors;
  }

  /** Tells an IDE of a mistake; elsewhere the log does. */
  final void mark(Path file, int line, int column, String message, boolean isError) {
    if (buildContext.isIncremental()) {
      buildContext.addMessage(
          file.toFile(),
          line,
          column,
          message,
          isError ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING,
          null);
    }
  }

  /** Tells an IDE that a file is new. */
  final void refresh(Path file) {
    buildContext.refresh(file.toFile());
  }

  private Path record() {
    return workFolder().resolve("done").resolve(runId().replaceAll("[^\\w.-]", "_"));
  }

  private String settings(List<?> settings) {
    StringBuilder text = new StringBuilder();
    if (getClass().getClassLoader() instanceof URLClassLoader realm) {
      for (URL url : realm.getURLs()) {
        text.append(Stamp.of(url)).append('\n');
      }
    }
    text.append(today()).append('\n');
    settings.forEach(one -> text.append(String.valueOf(one).replace("\n", "\\n")).append(".\n"));
    return text.toString();
  }
}
