package io.github.tidydag.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import java.io.IOException;

/** Deletes and creates single objects. It may be used by several threads. */
public final class ObjectWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ClusterConnection cluster;

  /** Writes with the power that a connection has. */
  public ObjectWriter(ClusterConnection cluster) {
    this.cluster = cluster;
  }

  /** What came of a request. */
  public enum Outcome {
    /** It was done, or will be once what the object owns has gone. */
    DONE,
    /** There is nothing to delete: the object is gone. */
    GONE,
    /** The object is another one by now, or has changed; or one of that name is there already. */
    CONFLICT,
    /** The server is busy, or did not answer: it may have done it, or may do it later. */
    LATER,
    /** The server does not want it. */
    REFUSED
  }

  /**
   * What came of a request, and what the server said if it was not done.
   *
   * @param message empty if all went well
   * @param uid of what was created; empty if nothing was
   */
  public record Answer(Outcome outcome, String message, String uid) {
    Answer(Outcome outcome, String message) {
      this(outcome, message, "");
    }
  }

  /**
   * Deletes an object, and what it owns before it, if it is still the one that was read and has not
   * changed since. One that owns nothing goes at once: in the foreground it would wait for
   * Kubernetes' garbage collector, which may be behind, or stuck.
   *
   * <p>It is asked for once: until it could be asked again, the object may be needed.
   *
   * @throws ClusterException if nobody is known there by our credentials
   */
  public Answer delete(Resource resource, boolean ownsOthers) {
    ObjectNode options = JSON.createObjectNode();
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    options.put("propagationPolicy", ownsOthers ? "Foreground" : "Background");
    options
        .putObject("preconditions")
        .put("uid", resource.uid())
        .put("resourceVersion", resource.resourceVersion());
    ResourceKind kind = resource.kind().orElseThrow();
    String path = paths(resource.apiVersion(), resource.namespace(), kind) + "/" + resource.name();
    return send("DELETE", path, options);
  }

  /**
   * Creates an object.
   *
   * @param object with its apiVersion, kind, name and namespace
   * @throws ClusterException if no answer comes, or nobody is known there by our credentials
   */
  public Answer create(ResourceKind kind, JsonNode object) {
    return send(
        "POST",
        paths(object.path("apiVersion").asText(), object.at("/metadata/namespace").asText(), kind),
        object);
  }

  /**
   * Whether we may do something to a kind's objects in a namespace, as the server's authorizers
   * say. Where it does not answer that, yes: the request itself will show.
   *
   * @throws ClusterException if no answer comes, or nobody is known there by our credentials
   */
  public boolean may(String verb, ResourceKind kind, String namespace) {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
    review
        .putObject("spec")
        .putObject("resourceAttributes")
        .put("verb", verb)
        .put("group", kind.group())
        .put("resource", kind.plural())
        .put("namespace", namespace);
    String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    ClusterConnection.Answer answer = cluster.send("POST", path, review.toString());
    try {
      return !answer.isFine() || JSON.readTree(answer.body()).at("/status/allowed").asBoolean();
    } catch (IOException e) {
      return true;
    }
  }

  static String paths(String apiVersion, String namespace, ResourceKind kind) {
    return (apiVersion.contains("/") ? "/apis/" : "/api/")
        + apiVersion
        + ApiReader.in(namespace)
        + "/"
        + kind.plural();
  }

  private Answer send(String method, String path, JsonNode body) {
    try {
      return answer(
          method,
          method.equals("DELETE")
              ? cluster.sendOnce(method, path, body.toString())
              : cluster.send(method, path, body.toString()));
    } catch (ClusterException e) {
      if (method.equals("DELETE") && e.isTransient()) {
        return new Answer(Outcome.LATER, String.valueOf(e.getMessage()));
      }
      throw e;
    } catch (IOException e) {
      return new Answer(Outcome.REFUSED, "the answer is no JSON: " + ClusterConnection.reason(e));
    }
  }

  private static Answer answer(String method, ClusterConnection.Answer answer) throws IOException {
    if (answer.isFine()) {
      return new Answer(
          Outcome.DONE,
          "",
          method.equals("POST") ? JSON.readTree(answer.body()).at("/metadata/uid").asText() : "");
    }
    String message = "the server answered " + answer.code();
    if (answer.code() == 429 || answer.code() >= 500) {
      return new Answer(Outcome.LATER, message);
    }
    String said = JSON.readTree(answer.body()).path("message").asText();
    return new Answer(
        answer.code() == 409
            ? Outcome.CONFLICT
            : answer.code() == 404 && method.equals("DELETE") ? Outcome.GONE : Outcome.REFUSED,
        said.isEmpty() ? message : said);
  }
}
