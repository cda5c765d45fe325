package io.github.tidydag.report;

import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run of the linter looked at and found.
 *
 * @param findings by file and place
 * @param rules what there is to say about every rule that there is
 * @param texts of files that have findings, by the names that findings have, less the lines of
 *     {@link io.github.tidydag.lint.SecretLines}; one that is missing is shown without its line
 * @param files the names of all that were looked at
 * @param objects how many objects of kinds that rules know were seen
 * @param suppressed how many findings are suppressed
 * @param baselined how many findings are left out because a baseline knows them
 * @param version of tidydag
 */
public record Checked(
    List<Finding> findings,
    List<RuleInfo> rules,
    Map<String, SourceText> texts,
    Set<String> files,
    int objects,
    int suppressed,
    int baselined,
    String version) {
  public Checked {
    findings = List.copyOf(findings);
    rules = List.copyOf(rules);
    texts = Map.copyOf(texts);
  }

  /** How many findings are that bad. */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** All of it in one line, such as {@code 3 files, 5 objects: 1 error, 2 warnings}. */
  public String summary() {
    StringBuilder line = new StringBuilder();
    line.append(count(files.size(), "file")).append(", ").append(count(objects, "object"));
    String separator = ": ";
    for (Severity severity : Severity.values()) {
      long found = count(severity);
      if (found > 0) {
        String word = severity == Severity.INFO ? "remark" : severity.word();
        line.append(separator).append(count(found, word));
        separator = ", ";
      }
    }
    line.append(findings.isEmpty() ? ": nothing found" : "");
    line.append(suppressed == 0 ? "" : ", " + suppressed + " suppressed");
    return line.append(baselined == 0 ? "" : ", " + baselined + " in the baseline").toString();
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
