package io.github.tidydag.cli;

import io.github.tidydag.app.ListRules;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.report.RulePages;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidydag rules}. */
@Command(
    name = "rules",
    description = "Lists the rules of tidydag lint, or explains one.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class RulesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The rule to explain, by its id or its name.")
  private @Nullable String id;

  @Mixin private RuleOptions own;

  @Override
  public Integer call() {
    List<RuleInfo> rules = ListRules.all(own.sources());
    String text =
        id == null ? RulePages.table(rules) : RulePages.explain(ListRules.find(rules, id));
    spec.commandLine().getOut().print(text);
    return Exit.CLEAN;
  }
}
