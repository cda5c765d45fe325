package io.github.tidydag.cli;

import io.github.tidydag.app.BaselineFile;
import io.github.tidydag.app.LintProject;
import io.github.tidydag.lint.Baseline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidydag baseline}. */
@Command(
    name = "baseline",
    description = "Keeps a file of the findings that tidydag lint --baseline leaves out.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class BaselineCommand implements Callable<Integer> {
  /** What to do with the file. */
  enum Action {
    create,
    update,
    prune
  }

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "create|update|prune",
      description =
          "create: a new file of all findings. update: the findings of now. prune: only without those"
              + " that are gone.")
  private Action action;

  @Parameters(index = "1", paramLabel = "FILE", description = "The baseline, as JSON.")
  private Path file;

  @Mixin private LintInputs inputs;

  @Parameters(index = "2..*", paramLabel = "PATH", arity = "0..*", description = LintInputs.PATHS)
  private List<String> paths = List.of(".");

  @Override
  public Integer call() {
    Messages messages = main.messages(spec.commandLine());
    BaselineFile baseline = new BaselineFile(file);
    Baseline before = action == Action.create ? null : baseline.read();
    LintProject.Result result =
        LintProject.lint(
            inputs.request(main, paths, Optional.empty(), Optional.empty(), Optional.empty()));
    messages.print(result.problems());
    result.notes().forEach(messages::line);
    result.unreadable().forEach(messages::line);
    if (result.problems().stream().anyMatch(LintInputs::isError)) {
      return Exit.USAGE;
    }
    if (!result.unreadable().isEmpty()) {
      messages.line("nothing was written");
      return Exit.FILES;
    }
    Baseline written = baseline.of(result.findings());
    if (before == null) {
      baseline.create(written);
    } else {
      written =
          action == Action.update
              ? before.update(written, baseline.lookedAt(result.files()))
              : before.prune(written, baseline.lookedAt(result.files()));
      baseline.write(written);
    }
    int size = written.size();
    spec.commandLine()
        .getOut()
        .println(file + ": " + size + (size == 1 ? " finding" : " findings"));
    return Exit.CLEAN;
  }
}
