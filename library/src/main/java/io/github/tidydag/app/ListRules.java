package io.github.tidydag.app;

import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.tables.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The rules that there are. */
public final class ListRules {
  private ListRules() {}

  /**
   * All of them, by id.
   *
   * @param sources of users' own rules
   * @throws TidydagException if a jar cannot be read
   */
  public static List<RuleInfo> all(RuleSources sources) {
    return OwnRules.infos(OwnRules.with(sources, Tables.load())).stream()
        .sorted(Comparator.comparing(RuleInfo::id))
        .toList();
  }

  /**
   * One of them.
   *
   * @param wanted its id, in any case, or its name
   * @throws TidydagException if there is none
   */
  public static RuleInfo find(List<RuleInfo> rules, String wanted) {
    String id = wanted.toUpperCase(Locale.ROOT);
    List<String> names = new ArrayList<>();
    for (RuleInfo rule : rules) {
      if (rule.id().equals(id) || rule.name().equals(wanted)) {
        return rule;
      }
      names.add(rule.id());
      names.add(rule.name());
    }
    throw TidydagException.configuration(
        wanted
            + ": is no rule; "
            + Spelling.nearest(id, names)
                .or(() -> Spelling.nearest(wanted, names))
                .map(near -> "did you mean " + near + "?")
                .orElse("tidydag rules lists them"));
  }
}
