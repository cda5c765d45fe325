package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is attached after the merge: the argument {@code secrets} and the XCom sidecar. */
final class Attachments {
  /** Stands for the random name that Airflow gives the volume of a secret. */
  static final String SECRET_VOLUME = "secretvolxxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  /** The name of the sidecar's container. */
  static final String SIDECAR = "airflow-xcom-sidecar";

  private final PodRequest request;
  private final KpoRules rules;
  private final Remarks remarks;

  Attachments(PodRequest request, KpoRules rules, Remarks remarks) {
    this.request = request;
    this.rules = rules;
    this.remarks = remarks;
  }

  /** Attaches to the pod, which is changed. */
  void attach(ObjectNode pod) {
    ObjectNode spec = (ObjectNode) pod.path("spec");
    ObjectNode main = (ObjectNode) spec.path("containers").path(0);
    JsonNode secrets = request.argument("secrets");
    if (secrets != null) {
      secrets.forEach(secret -> attachSecret(spec, main, secret));
    }
    if (FieldType.isTruthyValue(request.argument("do_xcom_push"))) {
      attachSidecar(spec, main);
    }
  }

  /** {@code Secret.attach_to_pod}. */
  private void attachSecret(ObjectNode spec, ObjectNode main, JsonNode secret) {
    String type = secret.path("deploy_type").asText();
    String name = secret.path("secret").asText();
    JsonNode key = secret.path("key");
    boolean keyed = !key.isMissingNode() && !key.isNull();
    String target = secret.path("deploy_target").asText("");
    check(type, keyed, secret.path("deploy_target"));
    if (type.equals("volume")) {
      ObjectNode volume = list(spec, "volumes").addObject().put("name", SECRET_VOLUME);
      ObjectNode source = volume.putObject("secret").put("secretName", name);
      if (FieldType.isTruthyValue(secret.get("items"))) {
        source.set("items", secret.get("items"));
      }
      ObjectNode mount = list(main, "volumeMounts").addObject();
      mount.put("mountPath", target).put("name", SECRET_VOLUME).put("readOnly", true);
    } else if (keyed) {
      String variable = target.toUpperCase(Locale.ROOT);
      ArrayNode env = list(main, "env");
      if (!variable.equals(target)) {
        remarks.add(
            "/spec/containers/0/env/" + env.size(),
            "the secret's deploy_target %s becomes the variable %s",
            target,
            variable);
      }
      ObjectNode reference =
          env.addObject().put("name", variable).putObject("valueFrom").putObject("secretKeyRef");
      reference.put("key", key.asText()).put("name", name);
    } else {
      list(main, "envFrom").addObject().putObject("secretRef").put("name", name);
    }
  }

  private static void check(String type, boolean keyed, JsonNode target) {
    if (!type.equals("env") && !type.equals("volume")) {
      throw new UnusablePod("/spec", "a secret's deploy_type is " + type + ", not env or volume");
    }
    if (keyed && (target.isMissingNode() || target.isNull())) {
      throw new UnusablePod("/spec", "a secret with a key has no deploy_target");
    }
  }

  /** {@code add_xcom_sidecar}, with a connection that does not name an image or resources. */
  private void attachSidecar(ObjectNode spec, ObjectNode main) {
    ObjectNode volume = list(spec, "volumes").insertObject(0).put("name", "xcom");
    volume.putObject("emptyDir");
    mount(list(main, "volumeMounts").insertObject(0));
    ObjectNode sidecar = list(spec, "containers").addObject();
    sidecar.put("name", SIDECAR).put("image", rules.xcomImage());
    sidecar
        .putArray("command")
        .add("sh")
        .add("-c")
        .add("trap \"exit 0\" INT; while true; do sleep 1; done;");
    mount(sidecar.putArray("volumeMounts").addObject());
    sidecar.putObject("resources").putObject("requests").put("cpu", "1m").put("memory", "10Mi");
    JsonNode context = request.argument("xcom_sidecar_container_security_context");
    if (context != null && rules.xcomSecurityContext()) {
      sidecar.set("securityContext", context.deepCopy());
    } else if (context != null) {
      remarks.add(
          "/spec/containers/" + (spec.path("containers").size() - 1) + "/securityContext",
          "the argument xcom_sidecar_container_security_context has no effect before provider"
              + " 10.20.0");
    }
  }

  private static void mount(ObjectNode mount) {
    mount.put("mountPath", "/airflow/xcom").put("name", "xcom");
  }

  private static ArrayNode list(ObjectNode object, String field) {
    @Nullable JsonNode found = object.get(field);
    return found instanceof ArrayNode list ? list : object.putArray(field);
  }
}
