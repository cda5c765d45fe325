package io.github.tidydag.cli;

import io.github.tidydag.app.ListAccess;
import io.github.tidydag.rbac.RbacSnapshot;
import io.github.tidydag.rbac.WhoCan;
import io.github.tidydag.report.AccessJson;
import io.github.tidydag.report.AccessText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidydag access who-can}. */
@Command(
    name = "who-can",
    description = "Says who may do something, by which binding and rule, and who may come to it.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class AccessWhoCanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "VERB", description = "Such as delete.")
  private String verb;

  @Parameters(
      index = "1",
      paramLabel = "RESOURCE",
      description =
          "In the plural, with its group if it has one: configmaps, pods/exec, deployments.apps.")
  private String resource;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "NAME",
      description = "One object. Rules with resourceNames count only for those.")
  private @Nullable String name;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "Where. Default: in all namespaces at once, and what is in none.")
  private @Nullable String namespace;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "text",
      description = "text or json. Default: text")
  private String format;

  @Mixin private AccessOptions access;

  @Override
  public Integer call() {
    String wanted = Choice.of(spec, "--format", format, List.of("text", "json"));
    RbacSnapshot snapshot = access.read(namespace == null ? List.of() : List.of(namespace));
    WhoCan answer =
        ListAccess.whoCan(
            snapshot,
            new ListAccess.Power(verb, resource),
            name == null ? "" : name,
            namespace == null ? "" : namespace);
    spec.commandLine()
        .getOut()
        .print(
            wanted.equals("json")
                ? AccessJson.of(answer, BuildVersion.number())
                : AccessText.of(answer));
    return AccessInventoryCommand.told(answer.unread(), spec.commandLine().getErr());
  }
}
