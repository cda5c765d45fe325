package io.github.tidydag.lint;

import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.source.JinjaBlocks;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.tables.Lazy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs rules over texts. It has no state but its rules and settings: threads may share it. */
public final class Linter {
  private static final Pattern OF_KUTTL =
      Pattern.compile("(?:^|/)\\d+-(?:assert|errors)(?:-[\\w-]+)?\\.ya?ml$");

  /** What YAML itself, or the Jinja in it, has wrong. */
  public static final RuleInfo UNREADABLE =
      new RuleInfo(
          "YML001",
          "unreadable",
          Severity.ERROR,
          "The file is not YAML that can be read",
          "Nothing in the file, or not what stands at the place, can be checked, and `kubectl`"
              + " refuses it or takes it for something else.",
          "Write what the message says. Jinja may stand anywhere: it is masked before reading.",
          Set.of());

  private static final LocalDate NEVER = LocalDate.MIN;

  private final Settings settings;
  private final LocalDate today;
  private final Supplier<Surroundings> surroundings;
  private final Set<String> known = new TreeSet<>(Set.of(UNREADABLE.id()));
  private final List<Rule> all;
  private final Map<DocumentKind, List<Rule>> byKind = new ConcurrentHashMap<>();

  /**
   * A linter with these rules, less those that the settings switch off. No suppression is expired
   * to it.
   */
  public Linter(Collection<? extends Rule> rules, Settings settings) {
    this(rules, settings, NEVER);
  }

  /**
   * A linter with these rules, less those that the settings switch off.
   *
   * @param today tells which suppressions are expired
   */
  public Linter(Collection<? extends Rule> rules, Settings settings, LocalDate today) {
    this(rules, settings, today, () -> Surroundings.NONE);
  }

  /**
   * A linter with these rules, less those that the settings switch off.
   *
   * @param today tells which suppressions are expired
   * @param surroundings what is known of permissions beside a text; asked for when a rule first
   *     needs it
   */
  public Linter(
      Collection<? extends Rule> rules,
      Settings settings,
      LocalDate today,
      Supplier<Surroundings> surroundings) {
    this.settings = settings;
    this.today = today;
    this.surroundings = surroundings;
    rules.forEach(rule -> rule.infos().forEach(info -> known.add(info.id())));
    this.all = List.copyOf(rules);
  }

  /** The rules that look at documents of a kind; most texts have few kinds of them. */
  private List<Rule> of(DocumentKind kind) {
    List<Rule> found = byKind.get(kind);
    return found != null
        ? found
        : byKind.computeIfAbsent(kind, k -> all.stream().filter(rule -> looksAt(rule, k)).toList());
  }

  private boolean looksAt(Rule rule, DocumentKind kind) {
    if (rule.findsSecrets() && rule.info().appliesTo(kind)) {
      return true;
    }
    for (RuleInfo info : rule.infos()) {
      if (settings.uses(info) && info.appliesTo(kind)) {
        return true;
      }
    }
    return false;
  }

  /** Everything found in a text, in its order. */
  public List<Finding> lint(SourceText source) {
    return lint(source, roleOf(source.file()), List.of()).findings();
  }

  /**
   * What a path alone tells. Files such as {@code 01-assert.yaml} are what kuttl compares with a
   * cluster: they say of an object only what a test asks for.
   */
  public static FileRole roleOf(String path) {
    boolean template = path.contains("pod_template") || path.contains("pod-template");
    boolean part =
        (path.contains("-assert") || path.contains("-errors")) && OF_KUTTL.matcher(path).find();
    return template || part ? new FileRole(part, template) : FileRole.PLAIN;
  }

  /**
   * Everything found in a text, in its order.
   *
   * @param configured the suppressions of the configuration that are about this file
   * @throws RuleFailure if a rule breaks
   */
  public Linted lint(SourceText source, FileRole role, List<Suppression> configured) {
    Problems problems = new Problems();
    String masked = masked(source);
    Pass pass = pass(source, List.of(), !masked.equals(source.text()));
    Lazy<IntPredicate> blocks = new Lazy<>(() -> JinjaBlocks.of(source.text()));
    Predicate<Location> optional =
        at -> pass.jinja && blocks.get().test(source.offset(at.line(), at.column()));
    for (Node node : YamlReader.readEach(source.file(), masked, problems, optional)) {
      documents(node, role, pass);
    }
    return linted(pass, problems, masked, configured);
  }

  /**
   * Everything found in objects that a text describes without writing them out, such as what the
   * tasks of a spec ask Kubernetes for; in the order of its lines. Their Jinja is masked already.
   *
   * @param others texts of other files that values come from
   * @param configured the suppressions of the configuration that are about this file
   * @throws RuleFailure if a rule breaks
   */
  public Linted lint(
      SourceText source,
      List<SourceText> others,
      List<Described> objects,
      List<Suppression> configured) {
    Pass pass = pass(source, others, true);
    for (Described object : objects) {
      documents(object.root(), object.role(), pass);
    }
    String masked = pass.suppressions == null ? "" : masked(source); // for its comments alone
    return linted(pass, new Problems(), masked, configured);
  }

  /** An object that a text describes without writing it out, its Jinja masked. */
  public record Described(Node.Mapping root, FileRole role) {}

  private Pass pass(SourceText source, List<SourceText> others, boolean jinja) {
    Pass pass = new Pass(source, others, jinja);
    if (Suppressions.mayBeIn(source.text())) {
      pass.suppressions = new Suppressions(source, settings, known, today);
    }
    return pass;
  }

  private static String masked(SourceText source) {
    String text = source.text();
    return text.indexOf('{') >= 0 ? JinjaMask.mask(text) : text;
  }

  private Linted linted(Pass pass, Problems problems, String masked, List<Suppression> configured) {
    SourceText source = pass.source;
    List<Finding> findings = pass.findings;
    List<SourceText> sources = new ArrayList<>(pass.others);
    sources.add(source);
    SecretLines secrets = SecretLines.of(sources, pass.secrets, pass.values);
    if (secrets != SecretLines.NONE) {
      findings.replaceAll(finding -> pass.instead(finding, secrets.hiding(finding)));
    }
    pass.secrets.stream().filter(secret -> settings.uses(secret.rule())).forEach(findings::add);
    if (settings.uses(UNREADABLE)) {
      problems.sorted().forEach(problem -> findings.add(unreadable(problem)));
    }
    Suppressions suppressions = pass.suppressions;
    if (suppressions == null && configured.isEmpty()) {
      return new Linted(sorted(findings), pass.objects, 0, Set.of(), secrets);
    }
    if (suppressions == null) {
      suppressions = new Suppressions(source, settings, known, today);
    } else {
      suppressions.readComments(masked, pass.roots);
    }
    Set<Suppression> used = new HashSet<>();
    List<Finding> left = suppressions.apply(findings, pass.elsewhere, configured, used);
    int own = (int) left.stream().filter(f -> SuppressionRules.ALL.contains(f.rule())).count();
    int suppressed = findings.size() - (left.size() - own);
    return new Linted(sorted(left), pass.objects, suppressed, used, secrets);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.size() < 2 ? findings : findings.stream().sorted().toList();
  }

  /** One file on its way through the rules. */
  private static final class Pass {
    private final SourceText source;
    private final List<SourceText> others;
    private final boolean jinja;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> secrets = new ArrayList<>();

    /** Where the secrets themselves stand. */
    private final List<Location> values = new ArrayList<>();

    private final List<Node.Mapping> roots = new ArrayList<>();

    /** Of findings in other files, where their objects stand in this one. */
    private final IdentityHashMap<Finding, Location> elsewhere = new IdentityHashMap<>();

    private @Nullable Suppressions suppressions;
    private int objects;

    Pass(SourceText source, List<SourceText> others, boolean jinja) {
      this.source = source;
      this.others = others;
      this.jinja = jinja;
    }

    /** Another finding in the place of one. */
    Finding instead(Finding finding, Finding other) {
      Location object = elsewhere.remove(finding);
      if (object != null) {
        elsewhere.put(other, object);
      }
      return other;
    }
  }

  private void documents(Node node, FileRole role, Pass pass) {
    if (!(node instanceof Node.Mapping root) || root.entries().isEmpty()) {
      return;
    }
    pass.roots.add(root);
    Optional<List<Node>> items = ListItems.of(root);
    if (items.isPresent()) {
      for (Node item : items.get()) {
        String problem = ListItems.problem(root, item);
        if (problem != null && settings.uses(UNREADABLE)) {
          pass.findings.add(
              unreadable(new Problem(Problem.Severity.ERROR, item.at(), item.describe(), problem)));
        }
        documents(item, role, pass);
      }
      return;
    }
    AirflowTemplate template = AirflowTemplate.of(root);
    document(
        template == null
            ? new Document(pass.source, pass.others, pass.jinja, root, settings, role, surroundings)
            : new Document(
                pass.source, pass.others, pass.jinja, template, settings, role, surroundings),
        role,
        pass);
  }

  private void document(Document document, FileRole role, Pass pass) {
    pass.objects += document.kind() == DocumentKind.OTHER ? 0 : 1;
    for (Rule rule : of(document.kind())) {
      try {
        boolean secret = rule.findsSecrets();
        List<Finding> into = secret ? pass.secrets : pass.findings;
        rule.check(document, new Sink(document, rule.info(), into, secret ? pass.values : null));
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        throw new RuleFailure(rule.info(), document.root().at().toString(), e);
      }
    }
    if (!pass.others.isEmpty() || role.task() == FileRole.TaskRole.FILE) {
      Stream.of(pass.findings, pass.secrets)
          .flatMap(List::stream)
          .filter(finding -> !finding.at().file().equals(pass.source.file()))
          .forEach(finding -> pass.elsewhere.putIfAbsent(finding, document.root().at()));
    }
    if (pass.suppressions != null) {
      pass.suppressions.readAnnotation(document);
    }
  }

  /** That a file as a whole cannot be read; nothing if the settings switch that off. */
  public List<Finding> unreadable(String file, String reason) {
    Problem problem = new Problem(Problem.Severity.ERROR, Location.startOf(file), "", reason);
    return settings.uses(UNREADABLE) ? List.of(unreadable(problem)) : List.of();
  }

  private Finding unreadable(Problem problem) {
    return new Finding(
        UNREADABLE,
        settings.severity(UNREADABLE),
        problem.at(),
        problem.written(),
        problem.message(),
        "",
        "",
        Optional.empty());
  }
}
