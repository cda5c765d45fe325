package io.github.tidydag.cli;

import io.github.tidydag.app.RuleSources;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What specs are read with. */
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class SpecOptions {
  @Option(names = "--profile", paramLabel = "P", description = "A profile of .tidydag.yaml.")
  private @Nullable String profile;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else .tidydag.yaml upwards of each spec.")
  private @Nullable Path config;

  @Mixin private RuleOptions rules;

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  RuleSources ruleSources() {
    return rules.sources();
  }
}
