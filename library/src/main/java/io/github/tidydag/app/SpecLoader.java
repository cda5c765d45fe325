package io.github.tidydag.app;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.cleanup.DagPlanner;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads specs, each with the configuration that holds for its folder, and plans them. */
final class SpecLoader {
  private final Tables tables;
  private final Workspace workspace;
  private final List<Target> targets;
  private final InputStream stdin;

  /**
   * Where a spec comes from.
   *
   * @param shown how messages name it
   * @param file empty for stdin, and for a text
   * @param text what it says, if that is in no file
   * @param source how generated files name it, if it is in no file
   * @param folder where the files are that it names
   */
  record Input(
      String shown, Optional<Path> file, Optional<String> text, String source, Path folder) {
    static Input stdin() {
      return new Input(
          "<stdin>", Optional.empty(), Optional.empty(), "standard input", Path.of(""));
    }

    static Input of(SpecText spec) {
      return new Input(
          spec.name(), Optional.empty(), Optional.of(spec.text()), spec.source(), spec.folder());
    }

    static Input of(Path file) {
      Path parent = file.toAbsolutePath().normalize().getParent();
      return new Input(
          PathNames.shown(file),
          Optional.of(file),
          Optional.empty(),
          "",
          parent == null ? Path.of("") : parent);
    }
  }

  /**
   * What was read.
   *
   * @param plan empty if the text is no spec at all; look at the problems in any case
   * @param text the spec's; empty if it could not be read
   * @param configurationWrong true if the problems are in the configuration
   * @param read the files that were read
   */
  record Loaded(
      Optional<DagPlan> plan,
      String text,
      Workspace.Found found,
      Problems problems,
      boolean configurationWrong,
      Set<Path> read) {}

  /**
   * @param targets read for these instead of the configuration's; none if empty
   */
  SpecLoader(Tables tables, Workspace workspace, List<Target> targets, InputStream stdin) {
    this.tables = tables;
    this.workspace = workspace;
    this.targets = targets;
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
    Set<Path> read = new TreeSet<>();
    found.file().ifPresent(read::add);
    input.file().ifPresent(read::add);
    if (found.problems().hasErrors()) {
      return new Loaded(Optional.empty(), "", found, problems, true, read);
    }
    String text;
    try {
      text = text(input);
    } catch (FileSystemException e) {
      throw TidydagException.files(input.shown() + ": " + TextFiles.reason(e), e);
    } catch (IOException e) {
      problems.error(Location.startOf(input.shown()), TextFiles.reason(e));
      return new Loaded(Optional.empty(), "", found, problems, false, read);
    }
    String source = input.file().map(f -> source(f, found)).orElse(input.source());
    SpecFiles files =
        (path, besideConfig) -> {
          Path file = (besideConfig ? found.folder() : input.folder()).resolve(path);
          read.add(file);
          return TextFiles.read(file);
        };
    Optional<DagSpec> spec =
        SpecReader.read(
            input.shown(),
            source,
            text,
            tables,
            targets.isEmpty() ? found.config() : found.config().with(targets),
            files,
            problems);
    return new Loaded(
        spec.map(s -> DagPlanner.plan(s, problems)), text, found, problems, false, read);
  }

  private String text(Input input) throws IOException {
    if (input.text().isPresent()) {
      return input.text().get();
    }
    return input.file().isPresent() ? TextFiles.read(input.file().get()) : TextFiles.read(stdin);
  }

  /**
   * The spec's name in generated files: seen from its configuration, wherever that is checked out.
   */
  private static String source(Path file, Workspace.Found found) {
    return found.config().file().isEmpty()
        ? String.valueOf(file.getFileName())
        : PathNames.from(found.folder(), file);
  }
}
