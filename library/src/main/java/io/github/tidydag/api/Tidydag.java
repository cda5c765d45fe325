package io.github.tidydag.api;

import io.github.tidydag.app.GenerateDags;
import io.github.tidydag.app.LintProject;
import io.github.tidydag.app.OutputFolder;
import io.github.tidydag.app.RuleSources;
import io.github.tidydag.app.SpecText;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.source.Problem;
import io.github.tidydag.spec.Tables;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Generates and lints. */
public final class Tidydag {
  private final Path folder;

  private Tidydag(Path folder) {
    this.folder = folder;
  }

  /**
   * Works in a folder: from there upwards the nearest {@code .tidydag.yaml} holds, and files that
   * specs name are seen from there.
   */
  public static Tidydag in(Path folder) {
    return new Tidydag(folder);
  }

  /**
   * Writes a DAG and what it reads to a folder; the folder here is where files and configuration
   * are. Other DAGs of the folder stay as they are.
   *
   * @throws InvalidDagException if the DAG is wrong; then nothing was written
   * @throws TidydagException if something cannot be read or written
   * @throws IllegalArgumentException if a value is none that a spec has
   */
  public static Generated generate(Dag dag, Path out) {
    return in(Path.of("")).generate(List.of(dag), out, false);
  }

  /**
   * Writes DAGs and what they read to a folder. One program writes to a folder: files of DAGs that
   * it no longer makes are removed. What tidydag did not write is not touched.
   *
   * @throws InvalidDagException if a DAG is wrong; then nothing was written
   * @throws TidydagException if something cannot be read or written
   * @throws IllegalArgumentException if a value is none that a spec has
   */
  public Generated generateAll(Collection<Dag> dags, Path out) {
    return generate(dags, out, true);
  }

  private Generated generate(Collection<Dag> dags, Path out, boolean areAll) {
    List<SpecText> texts =
        dags.stream()
            .map(dag -> new SpecText(dag.id(), "Java code", dag.yaml(), folder.toAbsolutePath()))
            .toList();
    GenerateDags.Result result =
        new GenerateDags(Tables.load())
            .generate(
                new GenerateDags.Request(
                    List.of(),
                    texts,
                    areAll,
                    out,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    RuleSources.NONE,
                    today(),
                    InputStream.nullInputStream()));
    if (result.hasErrors()) {
      throw new InvalidDagException(
          result.problems().stream()
              .filter(problem -> problem.severity() == Problem.Severity.ERROR)
              .toList());
    }
    OutputFolder.Changes changes = result.output().write(version(), false);
    return new Generated(changes.write(), changes.remove(), changes.unchanged(), result.problems());
  }

  /**
   * Lints files and folders.
   *
   * @return what was found, by file and place
   * @throws TidydagException if a path is not there, holds no manifest, or the configuration is
   *     wrong
   */
  public static List<Finding> lint(Path... paths) {
    LintProject.Result result =
        LintProject.lint(
            new LintProject.Request(
                List.of(paths).stream().map(Path::toString).toList(),
                Optional.empty(),
                Optional.empty(),
                RuleSources.NONE,
                Optional.empty(),
                Optional.empty(),
                today(),
                InputStream.nullInputStream()));
    result.refuseUnread();
    return result.findings();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.systemDefault());
  }

  private static String version() {
    String version = Tidydag.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
