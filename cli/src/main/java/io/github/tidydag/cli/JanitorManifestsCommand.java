package io.github.tidydag.cli;

import io.github.tidydag.app.RenderJanitor;
import io.github.tidydag.app.RenderJanitor.Form;
import io.github.tidydag.janitor.JanitorSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidydag janitor manifests}. */
@Command(
    name = "manifests",
    description =
        "Prints a CronJob that runs janitor apply, with account, Roles and a claim for backups.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class JanitorManifestsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      required = true,
      description = "A namespace to clean; may be given several times.")
  private List<String> namespaces;

  @Option(
      names = "--in",
      paramLabel = "NS",
      description = "Where it runs. Default: the first namespace that it cleans")
  private @Nullable String home;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      required = true,
      description = "The image of tidydag, with a tag or digest; see docs/janitor.md.")
  private String image;

  @Option(
      names = "--pull-secret",
      paramLabel = "NAME",
      description = "A Secret to pull the image with; may be given several times.")
  private List<String> pullSecrets = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "tidydag-janitor",
      description = "The name of all objects. Default: tidydag-janitor")
  private String name;

  @Option(
      names = "--service-account",
      paramLabel = "NAME",
      description = "An account that is there, instead of a new one. Nothing else should use it.")
  private @Nullable String serviceAccount;

  @Option(
      names = "--cluster-role",
      description = "One ClusterRole, bound in each namespace, instead of a Role in each.")
  private boolean clusterRole;

  @Option(
      names = "--schedule",
      paramLabel = "CRON",
      defaultValue = "0 3 * * *",
      description = "When it runs. Default: 0 3 * * *")
  private String schedule;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      defaultValue = "Etc/UTC",
      description = "The schedule's IANA zone. Default: Etc/UTC")
  private String timeZone;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "A label of everything; may be given several times.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--backup-claim",
      paramLabel = "NAME",
      description = "A PersistentVolumeClaim for backups that is there, instead of a new one.")
  private @Nullable String claim;

  @Option(
      names = "--backup-size",
      paramLabel = "SIZE",
      defaultValue = "1Gi",
      description = "How large the new claim is. Default: 1Gi")
  private String claimSize;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "Pods that share the namespaces, as an Indexed Job. Default: 1")
  private int shards;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      defaultValue = "cron-job",
      description =
          "cron-job, or dag-spec: a spec from which tidydag generate makes an Airflow DAG that does"
              + " the same. Default: cron-job")
  private String form;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "A folder with your own janitor.yaml.ftl.")
  private @Nullable Path templates;

  @Mixin private CleanupOptions cleanup;

  @Mixin private CapOptions caps;

  @Override
  public Integer call() {
    if (shards < 1) {
      throw new ParameterException(spec.commandLine(), "--shards " + shards + ": write 1 or more");
    }
    JanitorSetup setup =
        new JanitorSetup(
            name,
            home == null ? namespaces.get(0) : home,
            namespaces,
            Optional.ofNullable(serviceAccount),
            schedule,
            timeZone,
            clusterRole,
            image,
            pullSecrets,
            labels,
            Optional.ofNullable(claim),
            claimSize,
            shards,
            cleanup.options(namespaces),
            caps.caps());
    spec.commandLine()
        .getOut()
        .print(RenderJanitor.render(setup, form(), Optional.ofNullable(templates)));
    return Exit.CLEAN;
  }

  private Form form() {
    return Choice.of(
        spec,
        "--as",
        form,
        List.of(Form.values()),
        one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
