package io.github.tidydag.cli;

import io.github.tidydag.janitor.Caps;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much may go at most. */
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class CapOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--max-count",
      paramLabel = "N",
      description = "Delete at most so many objects; the rest is left to the next run.")
  private @Nullable Integer maxCount;

  @Option(
      names = "--max-share",
      paramLabel = "PERCENT",
      description = "Delete nothing in a namespace where more would go of what Spark made there.")
  private @Nullable Integer maxShare;

  Caps caps() {
    if (maxCount != null && maxCount < 1) {
      throw wrong("--max-count " + maxCount + ": write 1 or more");
    }
    if (maxShare != null && (maxShare < 1 || maxShare > Caps.NONE.percent())) {
      throw wrong("--max-share " + maxShare + ": write 1 to 100");
    }
    return new Caps(
        maxCount == null ? Caps.NONE.count() : maxCount,
        maxShare == null ? Caps.NONE.percent() : maxShare);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
