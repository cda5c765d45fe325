package io.github.tidydag.app;

import io.github.tidydag.app.Linters.Setup;
import io.github.tidydag.app.ManifestFiles.Found;
import io.github.tidydag.lint.FileRole;
import io.github.tidydag.source.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what to lint: files, each with the linter of its configuration and what it is for. */
final class LintSearch {
  /** How findings name stdin. */
  static final String STDIN = "<stdin>";

  private static final String CHART = "helm template";
  private static final String PYTHON = ".py";

  /**
   * A file to lint, or stdin.
   *
   * @param relative its path, seen from its configuration
   */
  record Input(Found file, Setup setup, FileRole role, String relative) {}

  private final LintProject.Request request;
  private final Workspace workspace;
  private final Linters linters;
  private final Map<Path, Setup> byFolder = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final Problems problems = new Problems();

  LintSearch(LintProject.Request request, Workspace workspace, Linters linters) {
    this.request = request;
    this.workspace = workspace;
    this.linters = linters;
  }

  /** What a user should know of the search. */
  List<String> notes() {
    return notes;
  }

  /** What is wrong with configurations. */
  Problems problems() {
    return problems;
  }

  /**
   * What is there to lint.
   *
   * @throws TidydagException if a path is not there, nothing matches, or an option is wrong
   */
  List<Input> inputs() {
    ManifestFiles search = new ManifestFiles(request.since());
    boolean stdin = false;
    for (String path : request.paths()) {
      if (!path.equals("-")) {
        search.add(path);
      } else if (request.since().isPresent()) {
        throw TidydagException.configuration("--since: stdin has no past; name files or folders");
      } else {
        stdin = true;
      }
    }
    notes.addAll(search.notes());
    if (search.files().isEmpty() && !stdin) {
      if (request.since().isEmpty() && request.selection().isEmpty()) {
        throw TidydagException.files(
            String.join(", ", request.paths())
                + ": holds no manifests; their names end in .yaml, .yml or .json, or in one of them"
                + " and .j2",
            null);
      }
      request.since().ifPresent(since -> notes.add("nothing has changed since " + since));
    }
    List<Input> inputs = new ArrayList<>();
    if (stdin) {
      if (request.repair().filter(LintProject.Repair::write).isPresent()) {
        throw TidydagException.configuration(
            "--fix: stdin cannot be written; see with --diff what would become of it");
      }
      Setup setup = setup(Path.of(""));
      inputs.add(new Input(new Found(STDIN, Path.of(STDIN), true), setup, FileRole.PLAIN, STDIN));
    }
    choose(search.files(), inputs);
    return inputs;
  }

  private void choose(List<Found> files, List<Input> inputs) {
    Charts charts = new Charts();
    Kustomizations kustomizations = new Kustomizations();
    Map<Path, Integer> templates = new TreeMap<>();
    for (Found file : files) {
      if (!isWanted(file) || isOurs(file)) {
        continue;
      }
      Optional<Path> chart = charts.chartOf(file.path());
      if (chart.isPresent()) {
        templates.merge(chart.get(), 1, Integer::sum);
        continue;
      }
      Path folder = file.path().toAbsolutePath().normalize().getParent();
      Setup setup = setup(folder == null ? file.path() : folder);
      String relative = PathNames.from(setup.found().folder(), file.path());
      if (file.named() || !setup.config().excludes(relative)) {
        FileRole role = setup.config().role(relative, kustomizations.isPatch(file.path()));
        inputs.add(new Input(file, setup, role, relative));
      }
    }
    templates.forEach(
        (chart, count) -> {
          String name = PathNames.shown(chart);
          notes.add(
              name
                  + (count == 1 ? ": 1 template" : ": " + count + " templates")
                  + " of a Helm chart not linted; lint what comes of it: "
                  + CHART
                  + " "
                  + name
                  + " | tidydag lint -");
        });
  }

  private boolean isWanted(Found file) {
    return file.named() || request.selection().map(s -> s.takes(file.path())).orElse(true);
  }

  /** Specs and configurations are read by what makes DAGs of them, and Python by nothing here. */
  private boolean isOurs(Found file) {
    String name = String.valueOf(file.path().getFileName());
    boolean isOurs = name.endsWith(GenerateDags.SPEC_ENDING) || name.equals(Workspace.CONFIG);
    if (isOurs && file.named()) {
      notes.add(file.shown() + ": is no manifest; tidydag generate checks it");
    }
    if (name.endsWith(PYTHON)) { // only ever named: folders are searched for manifests
      notes.add(file.shown() + ": is Python, not linted; name the manifests that it submits");
      return true;
    }
    return isOurs;
  }

  private Setup setup(Path folder) {
    return byFolder.computeIfAbsent(folder, any -> setup(workspace.of(folder)));
  }

  private Setup setup(Workspace.Found found) {
    Setup setup = linters.of(found);
    problems.addAll(found.problems());
    problems.addAll(setup.problems());
    return setup;
  }
}
