package io.github.tidydag.app;

import io.github.tidydag.app.LintSearch.Input;
import io.github.tidydag.lint.AccessObject;
import io.github.tidydag.lint.Baseline;
import io.github.tidydag.lint.FileText;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Fingerprint;
import io.github.tidydag.lint.Fixes;
import io.github.tidydag.lint.Linted;
import io.github.tidydag.lint.RuleFailure;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.SecretLines;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.Suppression;
import io.github.tidydag.rbac.ProjectObjects;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.report.Checked;
import io.github.tidydag.source.Problem;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.tables.Lazy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Lints files, folders and stdin. */
public final class LintProject {
  /** Of larger texts, only one is read at a time. */
  private static final int LARGE = 1_000_000;

  /**
   * What to lint.
   *
   * @param paths files, folders, or {@code -} for stdin
   * @param config the configuration; else the nearest one upwards of each file
   * @param since a revision of git: only what is new, or not as it was then
   * @param ruleSources where users' own rules are
   * @param baseline a file of findings that are known, and not told
   * @param repair whether to mend what can be mended
   * @param today tells which suppressions are expired
   * @param selection of what is found in folders, what is wanted
   */
  public record Request(
      List<String> paths,
      Optional<Path> config,
      Optional<String> since,
      RuleSources ruleSources,
      Optional<Path> baseline,
      Optional<Repair> repair,
      LocalDate today,
      InputStream stdin,
      Optional<Selection> selection) {
    public Request {
      paths = List.copyOf(paths);
    }

    /** A request for all that is found. */
    public Request(
        List<String> paths,
        Optional<Path> config,
        Optional<String> since,
        RuleSources ruleSources,
        Optional<Path> baseline,
        Optional<Repair> repair,
        LocalDate today,
        InputStream stdin) {
      this(paths, config, since, ruleSources, baseline, repair, today, stdin, Optional.empty());
    }
  }

  /**
   * How to mend files.
   *
   * @param unsafe also by fixes that change what a document does
   * @param write whether to write the files, rather than only a diff
   */
  public record Repair(boolean unsafe, boolean write) {}

  /**
   * What was found.
   *
   * @param findings by file and place
   * @param rules what there is to say about every rule that there is
   * @param texts of the files that have findings, by their names in findings
   * @param files the names of those that were looked at
   * @param notes what a user should know of the search, and of fixes that were not made
   * @param unreadable files that could not be read, with the reasons
   * @param problems what is wrong with configurations; then nothing was linted
   * @param objects how many objects of kinds that rules know were seen
   * @param suppressed how many findings are suppressed
   * @param known how many findings the baseline knows
   * @param fixed how many findings are mended
   * @param diff what became of files, or would become of them
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
      int suppressed,
      int known,
      int fixed,
      String diff) {
    /**
     * What reports are made of.
     *
     * @param version tidydag's own
     */
    public Checked checked(String version) {
      return new Checked(findings, rules, texts, files, objects, suppressed, known, version);
    }

    /**
     * Refuses a result that does not tell of all files.
     *
     * @throws TidydagException if a configuration is wrong, or a file could not be read
     */
    public void refuseUnread() {
      if (problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR)) {
        throw TidydagException.configuration(
            problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
      }
      if (!unreadable.isEmpty()) {
        throw TidydagException.files(String.join("\n", unreadable), null);
      }
    }
  }

  /**
   * What came of it.
   *
   * @param before the text before it was mended, if it was
   * @param secrets what stands in lines that are not shown
   * @param refused whose fixes would bring other findings, and are not made
   */
  private record Outcome(
      Input input,
      Linted linted,
      List<Finding> known,
      Optional<SourceText> text,
      Optional<SourceText> before,
      Set<String> secrets,
      int fixed,
      List<Finding> refused) {}

  private record Waiting(Input input, SourceText source) {}

  private final Request request;
  private final Linters linters;
  private final LintSearch search;
  private final List<String> notes = new ArrayList<>();
  private final Set<String> unreadable = Collections.synchronizedSet(new TreeSet<>());
  private final Semaphore large = new Semaphore(1);

  /** Texts with roles or bindings wait until all of them are known. */
  private final Map<String, Waiting> waiting = new ConcurrentSkipListMap<>();

  private final Lazy<Surroundings> surroundings = new Lazy<>(this::surroundings);
  private final Optional<BaselineFile> baselineFile;
  private final Optional<Baseline> baseline;

  private LintProject(Request request) {
    this.request = request;
    Tables tables = Tables.load();
    Workspace workspace = new Workspace(tables, request.config(), Optional.empty());
    this.linters = new Linters(request.ruleSources(), tables, request.today(), surroundings::get);
    this.search = new LintSearch(request, workspace, linters);
    this.baselineFile = request.baseline().map(BaselineFile::new);
    this.baseline = baselineFile.map(BaselineFile::read);
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
    List<Input> inputs = search.inputs();
    notes.addAll(search.notes());
    return result(search.problems().hasErrors() ? List.of() : outcomes(inputs));
  }

  /** In the order of the inputs, whoever was ready first. */
  private List<Outcome> outcomes(List<Input> inputs) {
    List<Optional<Outcome>> first = Parallel.each(inputs, this::outcome);
    Map<String, Outcome> second =
        Parallel.each(List.copyOf(waiting.values()), one -> lint(one.input(), one.source()))
            .stream()
            .collect(Collectors.toMap(o -> o.input().file().shown(), o -> o));
    List<Outcome> all = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      String shown = inputs.get(i).file().shown();
      all.add(first.get(i).orElseGet(() -> Objects.requireNonNull(second.get(shown))));
    }
    return all;
  }

  private Surroundings surroundings() {
    ProjectObjects objects = new ProjectObjects();
    waiting
        .values()
        .forEach(one -> AccessObject.takeAll(one.source(), one.input().role(), objects));
    return objects.surroundings();
  }

  /** Empty for a text that waits. */
  private Optional<Outcome> outcome(Input input) {
    String shown = input.file().shown();
    try {
      Optional<ManifestText> read = read(input);
      if (read.isEmpty()) {
        return Optional.of(nothing(input, List.of()));
      }
      Optional<String> text = read.get().text();
      if (text.isEmpty()) {
        String reason = read.get().reason();
        return Optional.of(nothing(input, input.setup().linter().unreadable(shown, reason)));
      }
      SourceText source = new SourceText(shown, text.get());
      if (AccessObject.mayBeIn(source)) {
        waiting.put(shown, new Waiting(input, source));
        return Optional.empty();
      }
      return Optional.of(lint(input, source));
    } catch (IOException e) {
      unreadable.add(shown + ": " + TextFiles.reason(e));
      return Optional.of(nothing(input, List.of()));
    }
  }

  private Outcome nothing(Input input, List<Finding> findings) {
    Baseline.Comparison told = told(findings);
    return new Outcome(
        input,
        new Linted(told.fresh(), 0, 0, Set.of(), SecretLines.NONE),
        told.known(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        0,
        List.of());
  }

  private Baseline.Comparison told(List<Finding> findings) {
    return baseline.isEmpty()
        ? new Baseline.Comparison(findings, List.of())
        : baselineFile.orElseThrow().compare(baseline.get(), findings);
  }

  private Optional<ManifestText> read(Input input) throws IOException {
    Path path = input.file().path();
    if (input.file().shown().equals(LintSearch.STDIN)) {
      return Optional.of(ManifestText.read(request.stdin()));
    }
    return input.file().named() || input.role().podTemplate()
        ? Optional.of(ManifestText.read(path))
        : ManifestText.readIfManifest(path);
  }

  private Outcome lint(Input input, SourceText source) {
    boolean isLarge = source.text().length() > LARGE;
    if (isLarge) {
      large.acquireUninterruptibly();
    }
    try {
      return repaired(input, source);
    } catch (RuleFailure e) {
      throw Linters.broken(e);
    } finally {
      if (isLarge) {
        large.release();
      }
    }
  }

  /** Mends the text if that is asked for, and lints what it is then. */
  private Outcome repaired(Input input, SourceText source) {
    Linted linted = findings(input, source);
    Baseline.Comparison told = told(linted.findings());
    SourceText text = source;
    Set<String> secrets = linted.secrets().in(source);
    int fixed = 0;
    List<Finding> refused = List.of();
    if (request.repair().isPresent() && told.fresh().stream().anyMatch(f -> f.fix().isPresent())) {
      Fixes.Result mended =
          Fixes.apply(
              source,
              changed -> told(findings(input, changed).findings()).fresh(),
              request.repair().get().unsafe());
      text = mended.text();
      fixed = mended.fixed().size();
      refused =
          request.repair().get().write()
              ? mended.refused()
              : likewise(told.fresh(), mended.refused()); // where they stand in the file as it is
      linted = findings(input, text);
      told = told(linted.findings());
      secrets.addAll(linted.secrets().in(text));
    }
    return new Outcome(
        input,
        new Linted(
            told.fresh(), linted.objects(), linted.suppressed(), linted.used(), linted.secrets()),
        told.known(),
        told.fresh().isEmpty() && fixed == 0 ? Optional.empty() : Optional.of(text),
        fixed == 0 ? Optional.empty() : Optional.of(source),
        secrets,
        fixed,
        refused);
  }

  private static List<Finding> likewise(List<Finding> among, List<Finding> findings) {
    Set<String> prints = findings.stream().map(Fingerprint::of).collect(Collectors.toSet());
    return among.stream().filter(finding -> prints.contains(Fingerprint.of(finding))).toList();
  }

  private static Linted findings(Input input, SourceText source) {
    List<Suppression> configured = input.setup().config().suppressionsOf(input.relative());
    return input.setup().linter().lint(source, input.role(), configured);
  }

  /** What becomes of a file; empty if nothing does, or it is not as it was read. */
  private Optional<Mending> mending(Outcome outcome) {
    if (outcome.before().isEmpty()) {
      return Optional.empty();
    }
    String shown = outcome.input().file().shown();
    String before = outcome.before().get().text();
    String after = outcome.text().orElseThrow().text();
    if (shown.equals(LintSearch.STDIN)) {
      return Optional.of(
          new Mending("stdin", new FileText(before), new FileText(after), outcome.secrets()));
    }
    try {
      FileText raw = new FileText(Files.readString(outcome.input().file().path()));
      if (raw.text().equals(before)) {
        return Optional.of(new Mending(shown, raw, raw.with(after), outcome.secrets()));
      }
      unreadable.add(shown + ": somebody has changed it just now, so it was left as it is");
    } catch (IOException e) {
      unmended(outcome, e);
    }
    return Optional.empty();
  }

  /** Writes it where that is wanted; false if it cannot be. */
  private boolean write(Outcome outcome, Mending mending) {
    Input input = outcome.input();
    if (!request.repair().orElseThrow().write() || input.file().shown().equals(LintSearch.STDIN)) {
      return true;
    }
    try {
      Files.writeString(input.file().path(), mending.after().raw());
      return true;
    } catch (IOException e) {
      unmended(outcome, e);
      return false;
    }
  }

  private void unmended(Outcome outcome, IOException e) {
    unreadable.add(outcome.input().file().shown() + ": cannot be mended: " + TextFiles.reason(e));
  }

  private Result result(List<Outcome> outcomes) {
    List<Finding> findings = new ArrayList<>();
    List<Finding> known = new ArrayList<>();
    Map<String, SourceText> texts = new TreeMap<>();
    Set<String> files = new TreeSet<>();
    Set<Suppression> used = new HashSet<>();
    StringBuilder diff = new StringBuilder();
    int objects = 0;
    int suppressed = 0;
    int fixed = 0;
    for (Outcome outcome : outcomes) {
      mending(outcome)
          .filter(mending -> write(outcome, mending))
          .ifPresent(mending -> diff.append(mending.diff()));
      findings.addAll(outcome.linted().shown());
      known.addAll(outcome.known());
      outcome.text().ifPresent(t -> texts.put(t.file(), outcome.linted().secrets().without(t)));
      files.add(outcome.input().file().shown());
      used.addAll(outcome.linted().used());
      objects += outcome.linted().objects();
      suppressed += outcome.linted().suppressed();
      fixed += outcome.fixed();
      outcome.refused().forEach(this::tellRefused);
    }
    List<Finding> configured = new ArrayList<>();
    ConfiguredSuppressions suppressions = new ConfiguredSuppressions(request, used);
    linters.all().forEach(setup -> configured.addAll(suppressions.check(setup)));
    Baseline.Comparison told = told(configured);
    findings.addAll(told.fresh());
    known.addAll(told.known());
    gone(findings, known, files);
    return new Result(
        findings.stream().sorted().toList(),
        linters.infos(),
        texts,
        files,
        notes,
        List.copyOf(unreadable),
        search.problems().sorted(),
        objects,
        suppressed,
        known.size(),
        fixed,
        diff.toString());
  }

  private void tellRefused(Finding finding) {
    notes.add(
        finding.at()
            + " "
            + finding.rule().id()
            + ": its fix is not made, since it would bring another finding; mend it by hand");
  }

  /** Says how much of the baseline is found no more. */
  private void gone(List<Finding> findings, List<Finding> known, Set<String> files) {
    if (baseline.isEmpty()) {
      return;
    }
    BaselineFile file = baselineFile.orElseThrow();
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(known);
    Baseline left = baseline.get().prune(file.of(all), file.lookedAt(files));
    int gone = baseline.get().size() - left.size();
    if (gone > 0) {
      String name = String.valueOf(request.baseline().orElseThrow());
      notes.add(
          name
              + (gone == 1 ? ": 1 finding is" : ": " + gone + " findings are")
              + " gone; tidydag baseline prune "
              + name
              + " takes them out");
    }
  }
}
