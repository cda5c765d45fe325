package io.github.tidydag.cli;

import io.github.tidydag.app.RuleSources;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where rules of users' own come from. */
final class RuleOptions {
  @Option(
      names = "--rules-jar",
      paramLabel = "JAR",
      description = "A jar with rules of your own; may be given several times.")
  private List<Path> jars = List.of();

  RuleSources sources() {
    return RuleSources.jars(jars);
  }
}
