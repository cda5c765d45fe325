package io.github.tidydag.cli;

import io.github.tidydag.app.RuleSources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What specs are read with. */
final class SpecOptions {
  @Option(names = "--profile", paramLabel = "P", description = "A profile of .tidydag.yaml.")
  private @Nullable String profile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else .tidydag.yaml upwards of each spec.")
  private @Nullable Path config;

  @Option(
      names = "--rules-jar",
      paramLabel = "JAR",
      description = "A jar with lint rules of your own; may be given several times.")
  private List<Path> ruleJars = List.of();

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  RuleSources ruleSources() {
    return RuleSources.jars(ruleJars);
  }
}
