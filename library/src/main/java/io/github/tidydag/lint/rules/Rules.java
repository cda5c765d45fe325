package io.github.tidydag.lint.rules;

import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.lint.Linter;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.SuppressionRules;
import io.github.tidydag.lint.rules.common.CommonRules;
import io.github.tidydag.lint.rules.job.JobRules;
import io.github.tidydag.lint.rules.pod.PodRules;
import io.github.tidydag.lint.rules.rbac.RbacRules;
import io.github.tidydag.lint.rules.schema.SchemaRules;
import io.github.tidydag.lint.rules.spark.SparkRules;
import io.github.tidydag.tables.Lazy;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All rules that come with tidydag. */
public final class Rules {
  private Rules() {}

  /** The rules, by id. */
  public static List<Rule> builtIn() {
    return builtIn(new Lazy<>(KubernetesTypes::load)::get);
  }

  /**
   * The rules, by id.
   *
   * @param kubernetes a table that others use, too; asked for when a document first needs it
   */
  public static List<Rule> builtIn(Supplier<KubernetesTypes> kubernetes) {
    return Stream.of(
            CommonRules.all(),
            JobRules.all(),
            PodRules.all(),
            RbacRules.all(),
            SchemaRules.all(kubernetes),
            SparkRules.all())
        .flatMap(List::stream)
        .sorted(Comparator.comparing(rule -> rule.info().id()))
        .toList();
  }

  /** What there is to say about each rule, and about what the engine itself finds, by id. */
  public static List<RuleInfo> infos() {
    return infos(builtIn());
  }

  /** What there is to say about each of these rules, and about what the engine finds, by id. */
  public static List<RuleInfo> infos(List<Rule> rules) {
    return Stream.of(
            Stream.of(Linter.UNREADABLE),
            SuppressionRules.ALL.stream(),
            rules.stream().flatMap(rule -> rule.infos().stream()))
        .flatMap(infos -> infos)
        .sorted(Comparator.comparing(RuleInfo::id))
        .toList();
  }
}
