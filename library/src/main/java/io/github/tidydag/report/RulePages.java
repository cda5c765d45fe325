package io.github.tidydag.report;

import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.SuppressionRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to say about rules, for a terminal. */
public final class RulePages {
  private static final int WIDTH = 88;

  private RulePages() {}

  /** A line a rule, for a terminal. */
  public static String table(List<RuleInfo> rules) {
    int widest = rules.stream().mapToInt(rule -> rule.name().length()).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (RuleInfo rule : rules) {
      out.append(String.format("%-7s %-7s  ", rule.id(), rule.severity().word()));
      out.append(rule.name()).append(" ".repeat(widest - rule.name().length()));
      out.append("  ").append(Markdown.plain(rule.summary())).append('\n');
    }
    return out.append(rules.size()).append(rules.size() == 1 ? " rule\n" : " rules\n").toString();
  }

  /** All of a rule, for a terminal. */
  public static String explain(RuleInfo rule) {
    StringBuilder out = new StringBuilder();
    out.append(title(rule)).append(" (").append(rule.severity().word()).append(")\n\n");
    wrap(out, "  ", Markdown.plain(rule.summary()) + ".");
    out.append("\nWhy\n");
    paragraphs(out, rule.why());
    out.append("\nWhat to write\n");
    paragraphs(out, rule.remedy());
    out.append("\nLooks at\n");
    wrap(out, "  ", subjects(rule).replace("`", ""));
    out.append("\nSettings, below lint.rules in .tidydag.yaml\n");
    out.append("  ").append(rule.id()).append(": off, error, warning or info\n");
    for (RuleInfo.Option option : rule.options()) {
      String byDefault = String.join(", ", option.byDefault());
      wrap(
          out,
          "  ",
          option.key()
              + ": "
              + Markdown.plain(option.meaning())
              + " (default: "
              + (byDefault.isEmpty() ? "nothing" : byDefault)
              + ")");
    }
    if (!SuppressionRules.ALL.contains(rule)) {
      out.append("\nFor one place\n  # tidydag: ignore ").append(rule.id());
      out.append(" -- reason\n");
    }
    return out.toString();
  }

  private static void paragraphs(StringBuilder out, String markdown) {
    for (String line : Markdown.plain(markdown).split("\n", -1)) {
      if (!line.isBlank()) {
        wrap(out, "  ", line);
      }
    }
  }

  private static void wrap(StringBuilder out, String margin, String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +", -1)) {
      if (line.length() > 0 && margin.length() + line.length() + 1 + word.length() > WIDTH) {
        out.append(margin).append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    out.append(margin).append(line).append('\n');
  }

  static String title(RuleInfo rule) {
    return rule.id() + " " + rule.name();
  }

  static String subjects(RuleInfo rule) {
    Set<DocumentKind> kinds = EnumSet.noneOf(DocumentKind.class);
    kinds.addAll(rule.appliesTo());
    List<String> names = new ArrayList<>();
    for (DocumentKind kind : kinds) {
      group(kind).ifPresent(group -> names.add(kind.kind() + group));
    }
    return kinds.isEmpty() || kinds.contains(DocumentKind.OTHER)
        ? "every document"
        : String.join(", ", names);
  }

  private static Optional<String> group(DocumentKind kind) {
    return kind.kind().isEmpty()
        ? Optional.empty()
        : Optional.of(kind.group().isEmpty() ? "" : " (`" + kind.group() + "`)");
  }
}
