package io.github.tidydag.cli;

import io.github.tidydag.app.CleanupWishes;
import io.github.tidydag.janitor.PlanOptions;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a user wants cleaned. */
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class CleanupOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--policy",
      paramLabel = "P",
      defaultValue = "standard",
      description = "conservative, standard or aggressive. Default: standard")
  private String policy;

  @Option(
      names = "--min-age",
      paramLabel = "D",
      description = "How long ago something must have ended, such as 7d, 12h or 30m.")
  private @Nullable String minAge;

  @Option(
      names = "--no-client-mode",
      description =
          "No driver runs in client mode, such as that of a notebook. Without that being said, what no"
              + " pod owns is kept where its driver cannot be seen (aggressive: for 30 days).")
  private boolean noClientMode;

  @Option(
      names = "--earlier",
      paramLabel = "PLAN",
      description =
          "A plan file made at least the minimum age before. What has no owner, and no driver to be seen,"
              + " goes if it was so then, too, and is 30 days old.")
  private @Nullable Path earlier;

  @Option(
      names = "--keep-last",
      paramLabel = "N",
      description = "Keep the runs of each application that ended last.")
  private int keepLast;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "NAME=VALUE",
      description = "A label that what is deleted must carry; may be given several times.")
  private Map<String, String> selector = Map.of();

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "What may be deleted, as kubectl names it. Default: configmaps, services, pods and"
              + " sparkapplications; persistentvolumeclaims and secrets only if named.")
  private List<String> kinds = List.of();

  PlanOptions options(List<String> namespaces) {
    return new CleanupWishes(
            policy,
            Optional.ofNullable(minAge),
            noClientMode,
            Optional.ofNullable(earlier),
            namespaces,
            selector,
            kinds,
            keepLast)
        .options();
  }

  /** The first of these options that was given; empty if none was. */
  Optional<String> given() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> option.userObject() instanceof Field field && isOurs(field))
        .map(OptionSpec::longestName)
        .findFirst();
  }

  private static boolean isOurs(Field field) {
    return field.getDeclaringClass() == CleanupOptions.class;
  }
}
