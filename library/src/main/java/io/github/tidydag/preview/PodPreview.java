package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.tables.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pod that KubernetesPodOperator will send to Kubernetes: {@code build_pod_request_obj} of the
 * providers 8.0.1 to 10.25.0, with everything it sends, also what is empty.
 *
 * <p>What only a run knows is shown by a placeholder: {@code -xxxxxxxx} for the random end of the
 * name, {@code <run_id>}, {@code <try_number>}, {@code <airflow_version>}, {@code <in_cluster>}.
 * Jinja stays as it is. A {@code pod_mutation_hook} of the installation and what the connection
 * says of namespace and sidecar are not known here.
 *
 * @param pod the pod as JSON
 * @param remarks what is lost, overridden or will be refused
 */
public record PodPreview(ObjectNode pod, List<Remark> remarks) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  public PodPreview {
    remarks = List.copyOf(remarks);
  }

  /**
   * Computes the pod.
   *
   * @throws UnusablePod when Airflow would fail to build one
   */
  public static PodPreview of(PodRequest request, Version provider) {
    PodModel model = PodModel.of(provider);
    KpoRules rules = KpoRules.of(provider);
    Remarks remarks = new Remarks();
    PodArguments arguments = PodArguments.of(request, model, rules, remarks);
    ObjectNode base = base(request, model, rules, remarks);
    MergeRemarks merging =
        MergeRemarks.ofArguments(remarks, baseName(request), arguments.written());
    ObjectNode pod = new PodMerge(model, rules, merging).pods(base, arguments.pod());
    fillEmptyDictionaries(pod, request);
    ObjectNode metadata = (ObjectNode) pod.path("metadata");
    name(metadata, request, remarks);
    namespace(metadata, remarks);
    new Attachments(request, rules, remarks).attach(pod);
    labels(metadata, request, remarks);
    Refusals.check(pod, remarks);
    TypeCheck.check(pod, model, remarks);
    return new PodPreview(pod, remarks.found());
  }

  /** pod_template_file before pod_template_dict, then full_pod_spec over it. */
  private static ObjectNode base(
      PodRequest request, PodModel model, KpoRules rules, Remarks remarks) {
    ObjectNode full = request.fullPodSpec();
    ObjectNode fullPod =
        full == null
            ? null
            : new ModelReader(model, "full_pod_spec", false, remarks).read("V1Pod", full, "");
    JsonNode template = template(request, remarks);
    if (template == null) {
      return fullPod == null ? emptyPod() : fullPod;
    }
    ObjectNode pod =
        new ModelReader(model, "the template", request.template() == null, remarks)
            .read("V1Pod", template, "");
    if (fullPod == null) {
      return pod;
    }
    MergeRemarks merging = MergeRemarks.ofPods(remarks, "the template", "full_pod_spec");
    return new PodMerge(model, rules, merging).pods(pod, fullPod);
  }

  private static @Nullable JsonNode template(PodRequest request, Remarks remarks) {
    JsonNode template = request.template();
    ObjectNode dict = request.templateDict();
    if (template == null) {
      return dict == null || dict.isEmpty() ? null : dict;
    }
    if (dict != null) {
      remarks.add("", "pod_template_dict is ignored: pod_template_file is given too");
    }
    if (template.isNull()) {
      remarks.add("", "the pod template file is empty or missing: Airflow goes on without it");
    }
    return template;
  }

  private static String baseName(PodRequest request) {
    boolean template = request.template() != null || request.templateDict() != null;
    if (request.fullPodSpec() == null) {
      return "the template";
    }
    return template ? "the template with full_pod_spec" : "full_pod_spec";
  }

  private static ObjectNode emptyPod() {
    ObjectNode pod = NODES.objectNode();
    pod.putObject("metadata");
    return pod;
  }

  /**
   * The dictionaries that Airflow puts where nothing is given. They are added after the merge,
   * which comes to the same: an empty dictionary never wins over a client object.
   */
  private static void fillEmptyDictionaries(ObjectNode pod, PodRequest request) {
    ObjectNode spec = (ObjectNode) pod.path("spec");
    for (String field : List.of("affinity", "securityContext")) {
      if (spec.get(field) == null) {
        spec.putObject(field);
      }
    }
    ObjectNode main = (ObjectNode) spec.path("containers").path(0);
    if (request.argument("container_security_context") != null
        && main.get("securityContext") == null) {
      main.putObject("securityContext");
    }
  }

  private static void name(ObjectNode metadata, PodRequest request, Remarks remarks) {
    JsonNode suffix = request.arguments().get("random_name_suffix");
    boolean random = suffix == null || FieldType.isTruthyValue(suffix);
    String name = metadata.path("name").asText("");
    if (name.isEmpty()) {
      if (!PodNames.isPlain(request.taskId())) {
        remarks.add(
            "/metadata/name",
            "the name is made of the task id %s, whose letters Airflow spells in ASCII: what is"
                + " shown leaves out those it cannot tell",
            request.taskId());
      }
      metadata.put("name", PodNames.ofTask(request.taskId(), random));
    } else if (random) {
      if (PodNames.isTemplated(name)) {
        metadata.put("name", name + "-" + PodNames.RANDOM);
        return;
      }
      if (name.length() > PodNames.LENGTH_BEFORE_SUFFIX) {
        remarks.add(
            "/metadata/name",
            "the name %s is cut to %d characters, so that its random suffix fits",
            name,
            PodNames.LENGTH_BEFORE_SUFFIX);
      }
      metadata.put("name", PodNames.withSuffix(name));
    }
    if (!random) {
      remarks.add(
          "/metadata/name",
          "without a random suffix every run and every retry asks for a pod of the same name");
    }
  }

  private static void namespace(ObjectNode metadata, Remarks remarks) {
    if (metadata.path("namespace").asText("").isEmpty()) {
      metadata.put("namespace", "default");
      remarks.add(
          "/metadata/namespace",
          "no namespace is given: it is the connection's, else that of Airflow's own pod, else"
              + " default");
    }
  }

  private static void labels(ObjectNode metadata, PodRequest request, Remarks remarks) {
    ObjectNode labels = (ObjectNode) metadata.path("labels");
    for (Map.Entry<String, String> label : airflowLabels(request).entrySet()) {
      if (labels.has(label.getKey())) {
        remarks.add(
            "/metadata/labels/" + label.getKey(),
            "the label %s %s is overwritten: Airflow sets it",
            label.getKey(),
            labels.path(label.getKey()));
      }
      labels.put(label.getKey(), label.getValue());
    }
  }

  /** {@code _get_ti_pod_labels} and what follows it. */
  private static Map<String, String> airflowLabels(PodRequest request) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (request.inRun()) {
      labels.put("dag_id", PodNames.label(request.dagId()));
      labels.put("task_id", PodNames.label(request.taskId()));
      labels.put("run_id", "<run_id>");
      labels.put("kubernetes_pod_operator", "True");
      labels.put("try_number", "<try_number>");
    }
    labels.put("airflow_version", "<airflow_version>");
    JsonNode inCluster = request.argument("in_cluster");
    labels.put(
        "airflow_kpo_in_cluster", inCluster == null ? "<in_cluster>" : PythonText.of(inCluster));
    return labels;
  }
}
