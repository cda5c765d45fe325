package io.github.tidydag.cli;

import io.github.tidydag.app.LintAccess;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag access lint}. */
@Command(
    name = "lint",
    description =
        "Finds what accounts, roles and bindings of a cluster do wrong, by the rules RBA. Only reads.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class AccessLintCommand implements Callable<Integer> {
  @ParentCommand private AccessCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description =
          "Only what is in this namespace, or bound to its accounts; may be given several times."
              + " Default: all but what is Kubernetes' own")
  private List<String> namespaces = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else .tidydag.yaml upwards of here.")
  private @Nullable Path config;

  @Mixin private RuleOptions rules;

  @Mixin private ReportOptions reports;
  @Mixin private AccessOptions access;

  @Override
  public Integer call() {
    reports.check();
    Messages messages = parent.main().messages(spec.commandLine());
    LintAccess.Result result =
        LintAccess.lint(
            new LintAccess.Request(
                access.request(namespaces),
                Optional.ofNullable(config),
                rules.sources(),
                LocalDate.now(ZoneId.systemDefault())),
            messages::line,
            BuildVersion.number());
    messages.print(result.problems());
    if (result.problems().stream().anyMatch(LintInputs::isError)) {
      return Exit.USAGE;
    }
    if (!reports.write(result.checked(), parent.main().isColored())) {
      messages.line(result.checked().summary());
    }
    int read = AccessInventoryCommand.told(result.gaps(), spec.commandLine().getErr());
    return reports.fails(result.checked()) ? Exit.FINDINGS : read;
  }
}
