package io.github.tidydag.app;

import io.github.tidydag.app.ManifestFiles.Found;
import io.github.tidydag.lint.FileRole;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.LintConfig;
import io.github.tidydag.lint.LintConfigReader;
import io.github.tidydag.lint.Linted;
import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleFailure;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.Suppression;
import io.github.tidydag.lint.SuppressionRules;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Lints files, folders and stdin. */
public final class LintProject {
  private static final String STDIN = "<stdin>";
  private static final String CHART = "helm template";
  private static final int MOST_THREADS = 8;

  /** Of larger texts, only one is read at a time. */
  private static final int LARGE = 1_000_000;

  /**
   * What to lint.
   *
   * @param paths files, folders, or {@code -} for stdin
   * @param config the configuration; else the nearest one upwards of each file
   * @param since a revision of git: only what is new, or not as it was then
   * @param ruleJars jars with rules of users
   * @param today tells which suppressions are expired
   */
  public record Request(
      List<String> paths,
      Optional<Path> config,
      Optional<String> since,
      List<Path> ruleJars,
      LocalDate today,
      InputStream stdin) {}

  /**
   * What was found.
   *
   * @param findings by file and place
   * @param rules what there is to say about every rule that there is
   * @param texts of the files that have findings, by their names in findings
   * @param files the names of those that were looked at
   * @param notes what a user should know of the search
   * @param unreadable files that could not be read, with the reasons
   * @param problems what is wrong with configurations; then nothing was linted
   * @param objects how many objects of kinds that rules know were seen
   * @param suppressed how many findings are suppressed
   */
  public record Result(
      List<Finding> findings,
      List<RuleInfo> rules,
      Map<String, SourceText> texts,
      Set<String> files,
      List<String> notes,
      List<String> unreadable,
      List<Problem> problems,
      int objects,
      int suppressed) {}

  /** A configuration, ready to work. */
  private record Setup(Workspace.Found found, LintConfig config, Linter linter) {}

  /** A file to lint, or stdin. */
  private record Input(Found file, Setup setup, FileRole role, String relative) {}

  /** What came of it. */
  private record Outcome(
      Input input, Linted linted, Optional<SourceText> text, Optional<String> unreadable) {}

  private final Request request;
  private final Workspace workspace;
  private final List<Rule> rules;
  private final List<RuleInfo> infos;
  private final Map<String, Setup> setups = new HashMap<>();
  private final Map<Path, Setup> byFolder = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final Problems problems = new Problems();
  private final Semaphore large = new Semaphore(1);

  private LintProject(Request request) {
    this.request = request;
    this.workspace = new Workspace(Tables.load(), request.config(), Optional.empty());
    this.rules = OwnRules.with(request.ruleJars());
    this.infos = OwnRules.infos(rules);
  }

  /**
   * Lints.
   *
   * @throws TidydagException if a path is not there, nothing matches, or an option is wrong
   */
  public static Result lint(Request request) {
    return new LintProject(request).lint();
  }

  private Result lint() {
    List<Input> inputs = inputs();
    if (problems.hasErrors()) {
      return result(List.of());
    }
    return result(outcomes(inputs));
  }

  private List<Input> inputs() {
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
      if (request.since().isEmpty()) {
        throw TidydagException.files(
            String.join(", ", request.paths())
                + ": holds no manifests; their names end in .yaml, .yml or .json, or in one of them"
                + " and .j2",
            null);
      }
      notes.add("nothing has changed since " + request.since().get());
    }
    List<Input> inputs = new ArrayList<>();
    if (stdin) {
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
      if (isOurs(file)) {
        continue;
      }
      Optional<Path> chart = charts.chartOf(file.path());
      if (chart.isPresent()) {
        templates.merge(chart.get(), 1, Integer::sum);
        continue;
      }
      Path folder = file.path().toAbsolutePath().normalize().getParent();
      Setup setup = setup(folder == null ? file.path() : folder);
      String relative = Names.from(setup.found().folder(), file.path());
      if (file.named() || !setup.config().excludes(relative)) {
        FileRole role = setup.config().role(relative, kustomizations.isPatch(file.path()));
        inputs.add(new Input(file, setup, role, relative));
      }
    }
    templates.forEach(
        (chart, count) -> {
          String name = Names.shown(chart);
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

  /** Specs and configurations are read by what makes DAGs of them. */
  private boolean isOurs(Found file) {
    String name = String.valueOf(file.path().getFileName());
    boolean isOurs = name.endsWith(GenerateDags.SPEC_ENDING) || name.equals(Workspace.CONFIG);
    if (isOurs && file.named()) {
      notes.add(file.shown() + ": is no manifest; tidydag generate checks it");
    }
    return isOurs;
  }

  private Setup setup(Path folder) {
    Setup known = byFolder.get(folder);
    if (known == null) {
      known = setup(workspace.of(folder));
      byFolder.put(folder, known);
    }
    return known;
  }

  private Setup setup(Workspace.Found found) {
    Setup known = setups.get(found.config().file());
    if (known == null) {
      problems.addAll(found.problems());
      LintConfig config =
          LintConfigReader.read(
              found.config().lint(), Optional.of(found.config().sparkOperator()), infos, problems);
      known = new Setup(found, config, new Linter(rules, config.settings(), request.today()));
      setups.put(found.config().file(), known);
    }
    return known;
  }

  /** In the order of the inputs, whoever was ready first. */
  private List<Outcome> outcomes(List<Input> inputs) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    List<Outcome> outcomes = new ArrayList<>();
    if (inputs.size() < 2 || threads < 2) {
      inputs.forEach(input -> outcomes.add(outcome(input)));
      return outcomes;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Outcome>> tasks = new ArrayList<>();
      inputs.forEach(input -> tasks.add(() -> outcome(input)));
      for (Future<Outcome> future : pool.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TidydagException told) {
        throw told;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while linting", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private Outcome outcome(Input input) {
    String shown = input.file().shown();
    try {
      Optional<ManifestText> read = read(input);
      if (read.isEmpty()) {
        return new Outcome(input, nothing(List.of()), Optional.empty(), Optional.empty());
      }
      Optional<String> text = read.get().text();
      if (text.isEmpty()) {
        List<Finding> findings = input.setup().linter().unreadable(shown, read.get().reason());
        return new Outcome(input, nothing(findings), Optional.empty(), Optional.empty());
      }
      SourceText source = new SourceText(shown, text.get());
      Linted linted = lint(input, source);
      boolean isOfUse = !linted.findings().isEmpty();
      return new Outcome(
          input, linted, isOfUse ? Optional.of(source) : Optional.empty(), Optional.empty());
    } catch (IOException e) {
      String reason = shown + ": " + TextFiles.reason(e);
      return new Outcome(input, nothing(List.of()), Optional.empty(), Optional.of(reason));
    }
  }

  private Optional<ManifestText> read(Input input) throws IOException {
    Path path = input.file().path();
    if (input.file().shown().equals(STDIN)) {
      return Optional.of(ManifestText.read(request.stdin()));
    }
    return input.file().named() || input.role().podTemplate()
        ? Optional.of(ManifestText.read(path))
        : ManifestText.readIfManifest(path);
  }

  private static Linted nothing(List<Finding> findings) {
    return new Linted(findings, 0, 0, Set.of());
  }

  private Linted lint(Input input, SourceText source) {
    boolean isLarge = source.text().length() > LARGE;
    if (isLarge) {
      large.acquireUninterruptibly();
    }
    try {
      List<Suppression> configured = input.setup().config().suppressionsOf(input.relative());
      return input.setup().linter().lint(source, input.role(), configured);
    } catch (RuleFailure e) {
      throw TidydagException.configuration(
          e.getMessage() + "; switch it off below lint.rules in .tidydag.yaml, and report it");
    } finally {
      if (isLarge) {
        large.release();
      }
    }
  }

  private Result result(List<Outcome> outcomes) {
    List<Finding> findings = new ArrayList<>();
    Map<String, SourceText> texts = new TreeMap<>();
    Set<String> files = new TreeSet<>();
    List<String> unreadable = new ArrayList<>();
    Set<Suppression> used = new HashSet<>();
    int objects = 0;
    int suppressed = 0;
    for (Outcome outcome : outcomes) {
      findings.addAll(outcome.linted().findings());
      outcome.text().ifPresent(text -> texts.put(text.file(), text));
      outcome.unreadable().ifPresent(unreadable::add);
      files.add(outcome.input().file().shown());
      used.addAll(outcome.linted().used());
      objects += outcome.linted().objects();
      suppressed += outcome.linted().suppressed();
    }
    for (Setup setup : setups.values()) {
      configured(setup, used, findings);
    }
    return new Result(
        findings.stream().sorted().toList(),
        infos,
        texts,
        files,
        notes,
        unreadable,
        problems.sorted(),
        objects,
        suppressed);
  }

  /** What is wrong with the suppressions of a configuration. */
  private void configured(Setup setup, Set<Suppression> used, List<Finding> findings) {
    boolean isAllSeen = isAllSeen(setup.found().folder());
    for (LintConfig.OfPath one : setup.config().suppressions()) {
      Suppression suppression = one.suppression();
      findings.addAll(
          SuppressionRules.check(suppression, request.today(), setup.config().settings()));
      if (isAllSeen && !used.contains(suppression) && !suppression.isExpired(request.today())) {
        String rule = String.join(", ", suppression.rules());
        findings.addAll(SuppressionRules.unused(suppression, rule, setup.config().settings()));
      }
    }
  }

  /** Whether all files that a configuration is about were looked at. */
  private boolean isAllSeen(Path folder) {
    if (request.since().isPresent()) {
      return false;
    }
    for (String path : request.paths()) {
      @Nullable Path given = path.equals("-") ? null : Path.of(path);
      if (given != null
          && Files.isDirectory(given)
          && folder.startsWith(given.toAbsolutePath().normalize())) {
        return true;
      }
    }
    return false;
  }
}
