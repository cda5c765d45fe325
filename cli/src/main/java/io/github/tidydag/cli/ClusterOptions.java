package io.github.tidydag.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster. */
final class ClusterOptions {
  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Else as kubectl finds it.")
  private @Nullable Path kubeconfig;

  @Option(names = "--context", paramLabel = "NAME", description = "Else the current one.")
  private @Nullable String context;

  Optional<Path> kubeconfig() {
    return Optional.ofNullable(kubeconfig);
  }

  Optional<String> context() {
    return Optional.ofNullable(context);
  }

  boolean isEmpty() {
    return kubeconfig == null && context == null;
  }
}
