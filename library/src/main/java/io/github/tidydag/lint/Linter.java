package io.github.tidydag.lint;

import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs rules over texts. It has no state but its rules and settings: threads may share it. */
public final class Linter {
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

  private final Settings settings;
  private final Map<DocumentKind, List<Rule>> rules = new EnumMap<>(DocumentKind.class);

  /** A linter with these rules, less those that the settings switch off. */
  public Linter(Collection<? extends Rule> rules, Settings settings) {
    this.settings = settings;
    for (DocumentKind kind : DocumentKind.values()) {
      this.rules.put(
          kind,
          rules.stream()
              .map(Rule.class::cast)
              .filter(
                  rule ->
                      rule.infos().stream().anyMatch(i -> settings.uses(i) && i.appliesTo(kind)))
              .toList());
    }
  }

  /** Everything found in a text, in its order. */
  public List<Finding> lint(SourceText source) {
    return lint(source, roleOf(source.file()));
  }

  /** What a path alone tells. */
  public static FileRole roleOf(String path) {
    return path.contains("pod_template") || path.contains("pod-template")
        ? new FileRole(false, true)
        : FileRole.PLAIN;
  }

  /** Everything found in a text, in its order. */
  public List<Finding> lint(SourceText source, FileRole role) {
    List<Finding> findings = new ArrayList<>();
    Problems problems = new Problems();
    String text = source.text();
    String masked = text.indexOf('{') >= 0 ? JinjaMask.mask(text) : text;
    for (Node node : YamlReader.readAll(source.file(), masked, problems)) {
      documents(source, node, role, findings);
    }
    for (Problem problem : problems.sorted()) {
      findings.add(unreadable(problem));
    }
    return findings.stream().sorted().toList();
  }

  private void documents(SourceText source, Node node, FileRole role, List<Finding> findings) {
    if (!(node instanceof Node.Mapping root) || root.entries().isEmpty()) {
      return;
    }
    Optional<Node> items = root.get("items");
    if (items.orElse(null) instanceof Node.Sequence sequence && isList(root)) {
      sequence.items().forEach(item -> documents(source, item, role, findings));
      return;
    }
    Document document = new Document(source, root, settings, role);
    for (Rule rule : rules.getOrDefault(document.kind(), List.of())) {
      rule.check(document, new Sink(document, rule.info(), findings));
    }
  }

  private static boolean isList(Node.Mapping root) {
    return root.get("kind").orElse(null) instanceof Node.Scalar kind
        && kind.text().endsWith("List");
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
