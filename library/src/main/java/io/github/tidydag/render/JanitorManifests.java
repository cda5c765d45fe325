package io.github.tidydag.render;

import io.github.tidydag.cleanup.Permissions.PolicyRule;
import io.github.tidydag.janitor.Caps;
import io.github.tidydag.janitor.JanitorRights;
import io.github.tidydag.janitor.JanitorSetup;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.render.RbacView.RoleView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A janitor as manifests for {@code kubectl apply}, and as a spec for an Airflow DAG. */
public final class JanitorManifests {
  private static final String BACKUPS = "/backups";
  private static final long USER = 65532;

  private final JanitorSetup setup;

  private JanitorManifests(JanitorSetup setup) {
    this.setup = setup;
  }

  /** Account, Roles, claim and CronJob. */
  public static String cronJob(JanitorSetup setup, Templates templates) {
    return templates.render("janitor.yaml.ftl", "janitor", new JanitorManifests(setup).view());
  }

  private JanitorView view() {
    List<PolicyRule> rules =
        JanitorRights.of(setup.options().kinds()).stream()
            .map(r -> new PolicyRule(r.kind().group(), r.kind().plural(), r.verbs()))
            .toList();
    List<RoleView> roles =
        setup.namespaces().stream()
            .map(
                ns ->
                    new RoleView(
                        setup.name(),
                        ns,
                        setup.account(),
                        setup.home(),
                        setup.isClusterRole() ? List.of() : rules))
            .toList();
    return new JanitorView(
        List.of(
            Source.comment(
                SourceFormat.YAML, "By tidydag janitor manifests. kubectl apply -f takes it.")),
        setup.name(),
        setup.home(),
        new TreeMap<>(setup.labels())
            .entrySet().stream()
                .map(label -> new JanitorView.Label(label.getKey(), label.getValue()))
                .toList(),
        setup.account(),
        setup.serviceAccount().isEmpty(),
        new RbacView(List.of(), roles),
        setup.isClusterRole() ? rules : List.of(),
        setup.claimName(),
        setup.claim().isEmpty(),
        setup.claimSize(),
        setup.schedule(),
        setup.timeZone(),
        setup.image(),
        setup.pullSecrets(),
        arguments(),
        setup.shards());
  }

  /** What the container is told. */
  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("janitor", "apply", "--yes"));
    setup.namespaces().forEach(ns -> arguments.addAll(List.of("--namespace", ns)));
    PlanOptions options = setup.options();
    arguments.addAll(List.of("--policy", options.policy().word(), "--backup", BACKUPS));
    options
        .minAge()
        .ifPresent(age -> arguments.addAll(List.of("--min-age", age.toSeconds() + "s")));
    if (options.noClientMode()) {
      arguments.add("--no-client-mode");
    }
    if (options.keepLast() > 0) {
      arguments.addAll(List.of("--keep-last", String.valueOf(options.keepLast())));
    }
    new TreeMap<>(options.selector())
        .forEach((name, value) -> arguments.addAll(List.of("--selector", name + "=" + value)));
    if (!options.kinds().equals(PlanOptions.USUAL_KINDS)) {
      arguments.addAll(
          List.of(
              "--kinds",
              String.join(
                  ",",
                  options.kinds().stream()
                      .map(ResourceKind::plural)
                      .distinct()
                      .sorted()
                      .toList())));
    }
    if (setup.caps().count() < Caps.NONE.count()) {
      arguments.addAll(List.of("--max-count", String.valueOf(setup.caps().count())));
    }
    if (setup.caps().percent() < Caps.NONE.percent()) {
      arguments.addAll(List.of("--max-share", String.valueOf(setup.caps().percent())));
    }
    if (setup.shards() > 1) {
      arguments.addAll(List.of("--shards", String.valueOf(setup.shards())));
    }
    return arguments;
  }

  /** A spec for {@code tidydag generate}: a DAG that runs the same in a pod. */
  public static String dagSpec(JanitorSetup setup) {
    return "# By tidydag janitor manifests --as dag-spec. tidydag generate makes the DAG.\n"
        + YamlText.block(new JanitorManifests(setup).spec(), 0)
        + "\n";
  }

  private Map<String, Object> spec() {
    Map<String, Object> pod = new LinkedHashMap<>();
    pod.put("namespace", setup.home());
    pod.put("image", setup.image());
    pod.put("arguments", arguments());
    pod.put("service_account_name", setup.account());
    if (!setup.pullSecrets().isEmpty()) {
      pod.put("image_pull_secrets", setup.pullSecrets());
    }
    if (!setup.labels().isEmpty()) {
      pod.put("labels", new TreeMap<>(setup.labels()));
    }
    pod.put(
        "container_resources",
        ordered(
            "requests", ordered("cpu", "100m", "memory", "256Mi"),
            "limits", ordered("memory", "512Mi")));
    pod.put(
        "volumes",
        List.of(
            ordered(
                "name", "backups", "persistentVolumeClaim", Map.of("claimName", setup.claimName())),
            ordered("name", "tmp", "emptyDir", Map.of())));
    pod.put(
        "volume_mounts",
        List.of(
            ordered("name", "backups", "mountPath", BACKUPS),
            ordered("name", "tmp", "mountPath", "/tmp")));
    pod.put("security_context", ordered("runAsNonRoot", true, "runAsUser", USER, "fsGroup", USER));
    pod.put(
        "container_security_context",
        ordered(
            "allowPrivilegeEscalation",
            false,
            "readOnlyRootFilesystem",
            true,
            "capabilities",
            Map.of("drop", List.of("ALL"))));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("spec_version", 1);
    spec.put("dag_id", setup.name().replace('-', '_'));
    spec.put(
        "schedule",
        ordered("cron", setup.schedule(), "timezone", setup.timeZone(), "data_interval", false));
    spec.put("start_date", "2026-01-01");
    spec.put("max_active_runs", 1);
    spec.put("dagrun_timeout", "1h");
    spec.put("tasks", Map.of("janitor", ordered("retries", 0, "pod", pod)));
    return spec;
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
