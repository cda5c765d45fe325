package io.github.tidydag.maven;

import io.github.tidydag.app.ListRules;
import io.github.tidydag.app.RuleSources;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.report.RulePages;
import java.io.File;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists the rules of {@code lint}, or explains one. */
@Mojo(name = "rules", requiresProject = false, aggregator = true, threadSafe = true)
public final class RulesMojo extends TidydagMojo {
  /** The rule to explain, by its id or its name. */
  @Parameter(property = "tidydag.rule")
  private @Nullable String rule;

  /** Jars with rules of your own, besides those of the plugin's dependencies. */
  @Parameter(property = "tidydag.rulesJar")
  private @Nullable List<File> rulesJar;

  @Override
  void run() {
    List<RuleInfo> rules =
        ListRules.all(new RuleSources(paths(rulesJar), Optional.of(getClass().getClassLoader())));
    String text =
        rule == null ? RulePages.table(rules) : RulePages.explain(ListRules.find(rules, rule));
    text.lines().forEach(getLog()::info);
  }
}
