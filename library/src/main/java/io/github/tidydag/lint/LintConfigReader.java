package io.github.tidydag.lint;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.tables.Spelling;
import io.github.tidydag.tables.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@code lint} of {@code .tidydag.yaml}. */
public final class LintConfigReader {
  private static final List<String> KEYS = List.of("rules", "exclude", "pod_templates", "suppress");

  private static final List<String> SUPPRESSION_KEYS = List.of("rule", "path", "reason", "until");

  /** What a rule may be set to. */
  public static final List<String> LEVELS = List.of("off", "error", "warning", "info");

  private static final String WRITE_LEVEL = "; write off, error, warning or info";

  private final Map<String, RuleInfo> known = new TreeMap<>();
  private final Problems problems;

  private LintConfigReader(Collection<RuleInfo> rules, Problems problems) {
    rules.forEach(rule -> known.put(rule.id(), rule));
    this.problems = problems;
  }

  /**
   * Reads it.
   *
   * @param lint what stands below {@code lint}
   * @param sparkOperator {@code kubeflow/X.Y.Z} or {@code apache/X.Y.Z}
   * @param rules all that there are
   * @param problems takes what is wrong
   */
  public static LintConfig read(
      Optional<Node.Mapping> lint,
      Optional<String> sparkOperator,
      Collection<RuleInfo> rules,
      Problems problems) {
    return new LintConfigReader(rules, problems).read(lint, sparkOperator);
  }

  private LintConfig read(Optional<Node.Mapping> lint, Optional<String> sparkOperator) {
    Map<String, Settings.RuleSetting> settings = new HashMap<>();
    List<Glob> exclude = new ArrayList<>();
    List<Glob> podTemplates = new ArrayList<>();
    List<LintConfig.OfPath> suppressions = new ArrayList<>();
    for (Node.Entry entry : lint.map(Node.Mapping::entries).orElse(List.of())) {
      switch (entry.name()) {
        case "rules" -> rules(entry.value(), settings);
        case "exclude" -> globs(entry, exclude);
        case "pod_templates" -> globs(entry, podTemplates);
        case "suppress" -> suppressions(entry.value(), suppressions);
        default -> unknown(entry, "lint", KEYS);
      }
    }
    return new LintConfig(
        new Settings(
            release(sparkOperator, "kubeflow/", Settings.DEFAULT.kubeflow()),
            release(sparkOperator, "apache/", Settings.DEFAULT.apache()),
            settings),
        exclude,
        podTemplates,
        suppressions);
  }

  private static Version release(Optional<String> operator, String prefix, Version byDefault) {
    return operator
        .filter(text -> text.startsWith(prefix))
        .map(text -> Version.parse(text.substring(prefix.length())))
        .orElse(byDefault);
  }

  private void rules(Node node, Map<String, Settings.RuleSetting> settings) {
    if (!(node instanceof Node.Mapping mapping)) {
      problems.error(node.at(), node.describe(), "rules is a mapping; write SPK001: off");
      return;
    }
    for (Node.Entry entry : mapping.entries()) {
      RuleInfo rule = known.get(entry.name());
      if (rule == null) {
        problems.error(entry.key().at(), entry.name(), noRule(entry.name()));
      } else {
        settings.put(rule.id(), setting(rule, entry.value()));
      }
    }
  }

  private String noRule(String id) {
    return "is no rule"
        + Spelling.nearest(id.toUpperCase(Locale.ROOT), known.keySet())
            .map(near -> "; did you mean " + near + "?")
            .orElse("; tidydag rules lists them");
  }

  private Settings.RuleSetting setting(RuleInfo rule, Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return level(node, Map.of());
    }
    Map<String, List<String>> options = new HashMap<>();
    Set<String> keys = new TreeSet<>(Set.of("severity"));
    rule.options().forEach(option -> keys.add(option.key()));
    Node severity = null;
    for (Node.Entry entry : mapping.entries()) {
      if (entry.name().equals("severity")) {
        severity = entry.value();
      } else if (keys.contains(entry.name())) {
        options.put(entry.name(), texts(entry));
      } else {
        unknown(entry, rule.id(), keys);
      }
    }
    return severity == null
        ? new Settings.RuleSetting(Optional.empty(), false, options)
        : level(severity, options);
  }

  private Settings.RuleSetting level(Node node, Map<String, List<String>> options) {
    String word = node instanceof Node.Scalar scalar ? scalar.text() : "";
    if (!LEVELS.contains(word)) {
      problems.error(node.at(), node.describe(), "is no severity" + WRITE_LEVEL);
      return new Settings.RuleSetting(Optional.empty(), false, options);
    }
    return word.equals("off")
        ? new Settings.RuleSetting(Optional.empty(), true, options)
        : new Settings.RuleSetting(
            Optional.of(Severity.valueOf(word.toUpperCase(Locale.ROOT))), false, options);
  }

  /** A list of text; one text alone is taken as a list of it. */
  private List<String> texts(Node.Entry entry) {
    List<String> texts = new ArrayList<>();
    Node value = entry.value();
    for (Node item : value instanceof Node.Sequence list ? list.items() : List.of(value)) {
      if (item instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
        texts.add(scalar.text());
      } else {
        problems.error(
            item.at(),
            item.describe(),
            entry.name() + " is a list of text; write [text, text], in quotes where needed");
      }
    }
    return texts;
  }

  private void globs(Node.Entry entry, List<Glob> globs) {
    for (String text : texts(entry)) {
      if (text.isBlank() || text.contains("\\") || text.contains("..")) {
        problems.error(
            entry.value().at(),
            text,
            "is no pattern of paths below this file's folder; write one with /, such as jobs/**");
      } else {
        globs.add(Glob.of(text));
      }
    }
  }

  private void suppressions(Node node, List<LintConfig.OfPath> suppressions) {
    String form = "write - {rule: SPK001, path: jobs/**, reason: ...}";
    if (!(node instanceof Node.Sequence list)) {
      problems.error(node.at(), node.describe(), "suppress is a list; " + form);
      return;
    }
    for (Node item : list.items()) {
      if (item instanceof Node.Mapping mapping) {
        suppression(mapping).ifPresent(suppressions::add);
      } else {
        problems.error(item.at(), item.describe(), "is no suppression; " + form);
      }
    }
  }

  private Optional<LintConfig.OfPath> suppression(Node.Mapping mapping) {
    Set<String> asked = new HashSet<>(SUPPRESSION_KEYS);
    for (Node.Entry entry : mapping.entries()) {
      if (!asked.contains(entry.name())) {
        unknown(entry, "a suppression", SUPPRESSION_KEYS);
      }
    }
    Optional<Node.Entry> rule = required(mapping, "rule");
    List<Glob> paths = new ArrayList<>();
    required(mapping, "path").ifPresent(entry -> globs(entry, paths));
    List<String> ids = rule.map(this::texts).orElse(List.of());
    for (String id : ids) {
      boolean isAboutSuppressions =
          known.containsKey(id) && SuppressionRules.ALL.contains(known.get(id));
      if (isAboutSuppressions || !known.containsKey(id)) {
        String message =
            isAboutSuppressions ? SuppressionText.unknown(id, known.keySet(), false) : noRule(id);
        problems.error(rule.orElseThrow().value().at(), id, message);
        return Optional.empty();
      }
    }
    String reason =
        mapping.entry("reason").map(this::texts).map(t -> String.join(" ", t)).orElse("");
    Optional<LocalDate> until = mapping.entry("until").flatMap(this::date);
    return ids.isEmpty() || paths.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LintConfig.OfPath(
                paths, Suppression.ofFiles(mapping.at(), ids, reason.strip(), until)));
  }

  private Optional<Node.Entry> required(Node.Mapping mapping, String key) {
    Optional<Node.Entry> entry = mapping.entry(key);
    if (entry.isEmpty()) {
      problems.error(mapping.at(), key, "is missing in this suppression; add it");
    }
    return entry;
  }

  private Optional<LocalDate> date(Node.Entry entry) {
    Optional<LocalDate> date =
        entry.value() instanceof Node.Scalar scalar
            ? SuppressionText.date(scalar.text())
            : Optional.empty();
    if (date.isEmpty()) {
      problems.error(
          entry.value().at(),
          entry.value().describe(),
          "is no date; write year-month-day, such as 2027-01-31");
    }
    return date;
  }

  private void unknown(Node.Entry entry, String what, Collection<String> keys) {
    problems.error(
        entry.key().at(),
        entry.name(),
        "is no key of "
            + what
            + Spelling.nearest(entry.name(), keys)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; it has " + String.join(", ", keys)));
  }
}
