package io.github.tidydag.app;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.Planner;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.DagSpec;
import io.github.tidydag.spec.SpecFiles;
import io.github.tidydag.spec.SpecReader;
import io.github.tidydag.spec.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads specs, each with the configuration that holds for its folder, and plans them. */
final class SpecLoader {
  private final Tables tables;
  private final Workspace workspace;
  private final Optional<Target> target;
  private final InputStream stdin;

  /**
   * Where a spec comes from.
   *
   * @param shown how messages name it
   * @param file empty for stdin
   * @param folder where the files are that it names
   */
  record Input(String shown, Optional<Path> file, Path folder) {
    static Input stdin() {
      return new Input("<stdin>", Optional.empty(), Path.of(""));
    }

    static Input of(Path file) {
      Path parent = file.toAbsolutePath().normalize().getParent();
      return new Input(Names.shown(file), Optional.of(file), parent == null ? Path.of("") : parent);
    }
  }

  /**
   * What was read.
   *
   * @param plan empty if the text is no spec at all; look at the problems in any case
   * @param text the spec's; empty if it could not be read
   * @param configurationWrong true if the problems are in the configuration
   */
  record Loaded(
      Optional<DagPlan> plan,
      String text,
      Workspace.Found found,
      Problems problems,
      boolean configurationWrong) {}

  /**
   * @param target read for this one instead of the configuration's
   */
  SpecLoader(Tables tables, Workspace workspace, Optional<Target> target, InputStream stdin) {
    this.tables = tables;
    this.workspace = workspace;
    this.target = target;
    this.stdin = stdin;
  }

  /**
   * Reads a spec.
   *
   * @throws TidydagException if its file or its configuration cannot be read
   */
  Loaded load(Input input) {
    Workspace.Found found = workspace.of(input.folder());
    Problems problems = new Problems();
    problems.addAll(found.problems());
    if (found.problems().hasErrors()) {
      return new Loaded(Optional.empty(), "", found, problems, true);
    }
    String text;
    try {
      text = input.file().isPresent() ? TextFiles.read(input.file().get()) : TextFiles.read(stdin);
    } catch (FileSystemException e) {
      throw TidydagException.files(input.shown() + ": " + TextFiles.reason(e), e);
    } catch (IOException e) {
      problems.error(Location.startOf(input.shown()), TextFiles.reason(e));
      return new Loaded(Optional.empty(), "", found, problems, false);
    }
    String source = input.file().map(f -> source(f, found)).orElse("standard input");
    SpecFiles files =
        (path, besideConfig) ->
            TextFiles.read((besideConfig ? found.folder() : input.folder()).resolve(path));
    Optional<DagSpec> spec =
        SpecReader.read(
            input.shown(),
            source,
            text,
            tables,
            target.map(found.config()::with).orElse(found.config()),
            files,
            problems);
    return new Loaded(spec.map(s -> Planner.plan(s, problems)), text, found, problems, false);
  }

  /**
   * The spec's name in generated files: seen from its configuration, wherever that is checked out.
   */
  private static String source(Path file, Workspace.Found found) {
    return found.config().file().isEmpty()
        ? String.valueOf(file.getFileName())
        : Names.from(found.folder(), file);
  }
}
