package io.github.tidydag.report;

import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.SuppressionRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages of {@code docs/rules}. */
public final class RuleMarkdown {
  /** What the first letters of an id are about; others are named by the letters. */
  private static final Map<String, String> FAMILIES = families();

  private RuleMarkdown() {}

  /**
   * A rule at work.
   *
   * @param bad a document that it finds
   * @param findings what it says of it
   * @param diff what its fixes make of it; empty if there are none
   * @param good a document that it lets be
   */
  public record Example(String bad, String findings, String diff, String good) {}

  private static Map<String, String> families() {
    Map<String, String> families = new LinkedHashMap<>();
    families.put("SPK", "SparkApplications");
    families.put("POD", "Pods and pod templates");
    families.put("JOB", "Jobs and CronJobs");
    families.put("OBJ", "Metadata of all objects");
    families.put("IMG", "Images");
    families.put("SEC", "Secrets");
    families.put("RBA", "Permissions");
    families.put("ACC", "Service accounts");
    families.put("LNT", "Suppressions");
    families.put("YML", "YAML itself");
    return families;
  }

  /** A page in Markdown. Its headings never change: links to them stay. */
  public static String page(RuleInfo rule, Example example) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(RulePages.title(rule)).append("\n\n");
    out.append(rule.summary()).append(".\n\n");
    out.append("Severity: ").append(rule.severity().word());
    out.append(". Looks at ").append(RulePages.subjects(rule)).append(".\n\n");
    section(out, "Why", rule.why());
    section(out, "What to write", rule.remedy());
    out.append("## Bad\n\n");
    fence(out, "yaml", example.bad());
    fence(out, "", example.findings());
    if (!example.diff().isEmpty()) {
      out.append("## Fix\n\n");
      fence(out, "diff", example.diff());
    }
    out.append("## Good\n\n");
    fence(out, "yaml", example.good());
    out.append("## Settings\n\n");
    if (!rule.options().isEmpty()) {
      out.append("| option | default | meaning |\n|---|---|---|\n");
      for (RuleInfo.Option option : rule.options()) {
        out.append("| `").append(option.key()).append("` | ").append(byDefault(option));
        out.append(" | ").append(option.meaning().strip().replace('\n', ' ')).append(" |\n");
      }
      out.append('\n');
    }
    out.append("In `.tidydag.yaml`, below `lint.rules`: `").append(rule.id());
    out.append(": off`, or `error`, `warning` or `info`.");
    if (!SuppressionRules.ALL.contains(rule)) {
      out.append(" For one place: `# tidydag: ignore ").append(rule.id()).append(" -- reason`.");
    }
    out.append("\n\n");
    return out.append("[All rules](README.md)\n").toString();
  }

  private static void section(StringBuilder out, String title, String text) {
    out.append("## ").append(title).append("\n\n").append(text.strip()).append("\n\n");
  }

  private static void fence(StringBuilder out, String language, String text) {
    out.append("```").append(language).append('\n').append(text.stripTrailing());
    out.append("\n```\n\n");
  }

  private static String byDefault(RuleInfo.Option option) {
    return option.byDefault().isEmpty()
        ? "nothing"
        : "`" + String.join("`, `", option.byDefault()) + "`";
  }

  /** The page that leads to the others. */
  public static String index(List<RuleInfo> rules) {
    StringBuilder out = new StringBuilder("# Rules\n\n");
    out.append("`tidydag lint` has ").append(rules.size()).append(" rules. `tidydag rules` lists");
    out.append(" them, `tidydag rules ID` explains one.\n");
    for (Map.Entry<String, List<RuleInfo>> family : byFamily(rules).entrySet()) {
      String name = FAMILIES.getOrDefault(family.getKey(), family.getKey());
      out.append("\n## ").append(name);
      out.append("\n\n| id | name | severity | what is wrong |\n|---|---|---|---|\n");
      for (RuleInfo rule : family.getValue()) {
        out.append("| [").append(rule.id()).append("](").append(rule.id()).append(".md) | ");
        out.append(rule.name()).append(" | ").append(rule.severity().word()).append(" | ");
        out.append(rule.summary()).append(" |\n");
      }
    }
    return out.toString();
  }

  private static Map<String, List<RuleInfo>> byFamily(List<RuleInfo> rules) {
    Map<String, List<RuleInfo>> families = new LinkedHashMap<>();
    FAMILIES.keySet().forEach(family -> families.put(family, new ArrayList<>()));
    for (RuleInfo rule : rules) {
      String letters = rule.id().replaceAll("\\d", "");
      families.computeIfAbsent(letters, family -> new ArrayList<>()).add(rule);
    }
    families.values().removeIf(List::isEmpty);
    return families;
  }
}
