package io.github.tidydag.convert;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Job and CronJob. What KubernetesJobOperator has an argument for becomes that argument, the rest
 * goes to {@code full_job_spec}, into which the operator merges its arguments.
 */
final class Jobs {
  /** Fields of a container, and the operator's arguments of the same value. */
  private static final Map<String, String> CONTAINER =
      Map.ofEntries(
          Map.entry("name", "base_container_name"),
          Map.entry("image", "image"),
          Map.entry("command", "cmds"),
          Map.entry("args", "arguments"),
          Map.entry("env", "env_vars"),
          Map.entry("envFrom", "env_from"),
          Map.entry("resources", "container_resources"),
          Map.entry("volumeMounts", "volume_mounts"),
          Map.entry("ports", "ports"),
          Map.entry("imagePullPolicy", "image_pull_policy"),
          Map.entry("securityContext", "container_security_context"),
          Map.entry("terminationMessagePolicy", "termination_message_policy"));

  /**
   * Fields of a pod. {@code runtimeClassName} is an argument since provider 10.15 only, and as true
   * as in {@code full_job_spec} before.
   */
  private static final Map<String, String> POD =
      Map.ofEntries(
          Map.entry("initContainers", "init_containers"),
          Map.entry("volumes", "volumes"),
          Map.entry("serviceAccountName", "service_account_name"),
          Map.entry("automountServiceAccountToken", "automount_service_account_token"),
          Map.entry("nodeSelector", "node_selector"),
          Map.entry("affinity", "affinity"),
          Map.entry("tolerations", "tolerations"),
          Map.entry("securityContext", "security_context"),
          Map.entry("hostNetwork", "hostnetwork"),
          Map.entry("hostAliases", "host_aliases"),
          Map.entry("dnsPolicy", "dnspolicy"),
          Map.entry("dnsConfig", "dns_config"),
          Map.entry("hostname", "hostname"),
          Map.entry("subdomain", "subdomain"),
          Map.entry("schedulerName", "schedulername"),
          Map.entry("priorityClassName", "priority_class_name"),
          Map.entry("terminationGracePeriodSeconds", "termination_grace_period"),
          Map.entry("activeDeadlineSeconds", "active_deadline_seconds"));

  private static final Map<String, String> JOB =
      Map.of(
          "completions", "completions",
          "parallelism", "parallelism",
          "backoffLimit", "backoff_limit",
          "completionMode", "completion_mode");

  /** What {@code kubectl get -o yaml} shows although nobody wrote it: the API server's defaults. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("terminationMessagePath", "/dev/termination-log"),
          Map.entry("terminationMessagePolicy", "File"),
          Map.entry("dnsPolicy", "ClusterFirst"),
          Map.entry("schedulerName", "default-scheduler"),
          Map.entry("terminationGracePeriodSeconds", "30"),
          Map.entry("podReplacementPolicy", "TerminatingOrFailed"),
          Map.entry("completionMode", "NonIndexed"),
          Map.entry("manualSelector", "false"),
          Map.entry("hostNetwork", "false"),
          Map.entry("hostPID", "false"),
          Map.entry("hostIPC", "false"),
          Map.entry("shareProcessNamespace", "false"),
          Map.entry("enableServiceLinks", "true"),
          Map.entry("stdin", "false"),
          Map.entry("stdinOnce", "false"),
          Map.entry("tty", "false"));

  private static final Set<String> SAID_ELSEWHERE =
      Set.of("template", "suspend", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "selector");

  private final Draft draft;
  private final Problems problems;

  Jobs(Draft draft, Problems problems) {
    this.draft = draft;
    this.problems = problems;
  }

  /** A CronJob: its schedule, and its template as the Job. */
  void scheduled(Fields manifest) {
    manifest
        .required("spec", "when it runs, and what")
        .ifPresent(spec -> scheduled(manifest, spec));
  }

  private void scheduled(Fields manifest, Fields spec) {
    Schedules.read(spec, draft, problems, "the clock of kube-controller-manager");
    Concurrency.read(spec, draft, problems);
    if (spec.isTrue("suspend")) {
      draft.paused();
    }
    spec.entry("startingDeadlineSeconds")
        .ifPresent(
            entry ->
                draft.remark(
                    entry,
                    "left out: Airflow starts a late run as soon as it can; of several missed ones"
                        + " only the last, as catchup is false"));
    for (String limit : new String[] {"successfulJobsHistoryLimit", "failedJobsHistoryLimit"}) {
      spec.entry(limit)
          .ifPresent(
              entry ->
                  draft.remark(
                      entry,
                      "left out: a run's objects go with the run; cleanup.keep_failed_for keeps"
                          + " those of failed runs for a while"));
    }
    spec.required("jobTemplate", "the template of the Job")
        .ifPresent(template -> job(manifest, template.mappingOrEmpty("metadata"), template));
  }

  /** A Job. */
  void single(Fields manifest) {
    job(manifest, manifest.mappingOrEmpty("metadata"), manifest);
  }

  private void job(Fields manifest, Fields jobMetadata, Fields job) {
    Fields spec = job.mappingOrEmpty("spec");
    Fields template = spec.mappingOrEmpty("template");
    Fields pod = template.mappingOrEmpty("spec");
    List<Node> containers = pod.list("containers").map(Node.Sequence::items).orElse(List.of());
    if (containers.isEmpty() || !(containers.get(0) instanceof Node.Mapping first)) {
      problems.error(
          spec.at(), "template.spec.containers", "has no container; a Job needs one to run");
      jobSpec(spec, new Tree(spec.at())); // for what else is wrong
      return;
    }
    Tree arguments = new Tree(manifest.at());
    arguments.put("name", draft.name());
    manifest
        .mappingOrEmpty("metadata")
        .entry("namespace")
        .ifPresent(entry -> arguments.put("namespace", entry.value()));
    Tree podMetadata = Metadata.read(template.mappingOrEmpty("metadata"), draft);
    Tree restOfContainer = container(new Fields(first, problems), arguments);
    Tree restOfPod = pod(pod, arguments);
    copy(podMetadata, "labels", arguments);
    copy(podMetadata, "annotations", arguments);
    Tree restOfJob = jobSpec(spec, arguments);
    arguments.putTrue("wait_until_job_complete");
    boolean alone = containers.size() == 1 && restOfContainer.isEmpty();
    Tree full = new Tree(job.at());
    full.putUnlessEmpty(
        "metadata", onlyOfTheJob(Metadata.read(jobMetadata, draft), podMetadata, job.at()));
    if (!alone || !restOfPod.isEmpty() || !restOfJob.isEmpty()) {
      String base = text(arguments.get("base_container_name"));
      Tree named = new Tree(first.at()).put("name", base.isEmpty() ? "base" : base);
      restOfContainer.build().entries().forEach(entry -> named.put(entry.name(), entry.value()));
      List<Node> all = new ArrayList<>(containers);
      all.set(0, named.build());
      restOfPod.put("containers", new Node.Sequence(pod.at(), "", all));
      restOfJob.put("template", new Tree(template.at()).put("spec", restOfPod.build()).build());
      full.put("spec", restOfJob.build());
    }
    arguments.putUnlessEmpty("full_job_spec", full);
    Node.Mapping finished = arguments.build();
    SecretRemarks.remarkOn(finished, draft);
    draft.task().put("job", finished);
  }

  private Tree container(Fields container, Tree arguments) {
    return share(container, CONTAINER, arguments, Set.of());
  }

  private Tree pod(Fields pod, Tree arguments) {
    Tree rest =
        share(
            pod,
            POD,
            arguments,
            Set.of("containers", "restartPolicy", "serviceAccount", "imagePullSecrets"));
    if (pod.entry("serviceAccountName").isEmpty()) { // the name that it had in Kubernetes 1.0
      pod.entry("serviceAccount")
          .ifPresent(entry -> arguments.put("service_account_name", entry.value()));
    }
    pod.list("imagePullSecrets")
        .ifPresent(secrets -> arguments.put("image_pull_secrets", names(secrets)));
    if (pod.text("restartPolicy").orElse("").equals("OnFailure")) {
      draft.remark(
          pod.entry("restartPolicy").orElseThrow(),
          "OnFailure is Never here, as the operator always writes; a new pod takes the place of a"
              + " failed one, backoff_limit times, where its container was restarted before");
    }
    return rest;
  }

  private Tree jobSpec(Fields spec, Tree arguments) {
    Tree rest = share(spec, JOB, arguments, SAID_ELSEWHERE);
    OptionalLong deadline = spec.whole("activeDeadlineSeconds");
    if (deadline.isPresent()) {
      draft.task().put("execution_timeout", Seconds.asText(deadline.getAsLong()));
      draft.longest(deadline.getAsLong());
      draft.remark(
          spec.entry("activeDeadlineSeconds").orElseThrow(),
          "is the task's execution_timeout now, for each try of it");
    }
    spec.entry("ttlSecondsAfterFinished")
        .ifPresent(entry -> draft.remark(entry, "left out: it is derived from what cleanup says"));
    if (spec.isTrue("suspend")) {
      arguments.putTrue("suspend");
      draft.remark(
          spec.entry("suspend").orElseThrow(),
          "kept: the task waits until something resumes the Job, as Kueue does");
    }
    if (spec.isTrue("manualSelector")) {
      draft.remark(
          spec.entry("manualSelector").orElseThrow(),
          "left out with its selector: runs that share a selector would count each other's pods");
    }
    return rest;
  }

  /** Gives the arguments what they can say, and returns what they cannot. */
  private Tree share(
      Fields fields, Map<String, String> names, Tree arguments, Set<String> saidElsewhere) {
    Tree rest = new Tree(fields.at());
    for (Node.Entry entry : fields.entries()) {
      String field = entry.name();
      if (saidElsewhere.contains(field) || field.equals("manualSelector") || isDefault(entry)) {
        continue;
      }
      String argument = names.get(field);
      if (argument != null) {
        arguments.put(argument, entry.value());
      } else if (isFalsy(entry.value())) {
        draft.remark(
            entry,
            "left out: KubernetesJobOperator loses a value in full_job_spec that is false, zero or"
                + " empty, so the cluster's default counts");
      } else {
        rest.put(field, entry.value());
      }
    }
    return rest;
  }

  private static boolean isDefault(Node.Entry entry) {
    if (entry.value() instanceof Node.Scalar scalar) {
      return scalar.text().equals(DEFAULTS.get(entry.name()));
    }
    return isFalsy(entry.value());
  }

  /** {@code merge_objects} of the provider takes over only what Python holds to be true. */
  private static boolean isFalsy(Node value) {
    if (value instanceof Node.Mapping mapping) {
      return mapping.entries().isEmpty();
    }
    if (value instanceof Node.Sequence sequence) {
      return sequence.items().isEmpty();
    }
    Node.Scalar scalar = (Node.Scalar) value;
    return switch (scalar.kind()) {
      case TEXT -> scalar.text().isEmpty();
      case BOOLEAN -> scalar.text().equalsIgnoreCase("false");
      case INTEGER, DECIMAL -> scalar.text().matches("[-+]?[0.]+");
      case NULL -> true;
    };
  }

  /** The operator gives its labels to Job and pods alike: what pods lack is the Job's own. */
  private static Tree onlyOfTheJob(Tree ofJob, Tree ofPods, Location at) {
    Tree own = new Tree(at);
    for (String kind : new String[] {"labels", "annotations"}) {
      Tree values = new Tree(at);
      if (ofJob.get(kind) instanceof Node.Mapping mapping) {
        for (Node.Entry entry : mapping.entries()) {
          boolean shared =
              ofPods.get(kind) instanceof Node.Mapping pods
                  && pods.get(entry.name())
                      .filter(value -> text(value).equals(text(entry.value())))
                      .isPresent();
          if (!shared) {
            values.put(entry.name(), entry.value());
          }
        }
      }
      own.putUnlessEmpty(kind, values);
    }
    return own;
  }

  /** {@code [{name: a}]} as {@code [a]}. */
  private static Node names(Node.Sequence secrets) {
    List<Node> names = new ArrayList<>();
    for (Node secret : secrets.items()) {
      boolean named =
          secret instanceof Node.Mapping mapping
              && mapping.entries().size() == 1
              && mapping.get("name").map(names::add).orElse(false);
      if (!named) {
        return secrets;
      }
    }
    return new Node.Sequence(secrets.at(), "", names);
  }

  private static String text(@Nullable Node node) {
    return node instanceof Node.Scalar scalar ? scalar.text() : "";
  }

  private static void copy(Tree from, String name, Tree to) {
    Node value = from.get(name);
    if (value != null) {
      to.put(name, value);
    }
  }
}
