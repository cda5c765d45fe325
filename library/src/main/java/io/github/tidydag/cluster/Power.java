package io.github.tidydag.cluster;

import java.util.Set;
import java.util.regex.Pattern;

/** What a connection is able to do, beside reading. */
public enum Power {
  /** Nothing. */
  READ,
  /** Asking what somebody may do, which is a POST that changes nothing. */
  ASK,
  /** Deleting single objects, in namespaces that are not Kubernetes' own. */
  DELETE,
  /** Creating objects, in namespaces that are not Kubernetes' own. */
  CREATE;

  private static final Set<String> REACHING = Set.of("proxy", "exec", "attach", "portforward");
  private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";
  private static final String REVIEWS = AUTHORIZATION + "selfsubjectaccessreviews";
  private static final Pattern REVIEWS_OF_OTHERS =
      Pattern.compile(
          ".*"
              + AUTHORIZATION
              + "(subjectaccessreviews|namespaces/[^/]+/localsubjectaccessreviews)");
  private static final String KIND =
      ".*/(api|apis/[^/]+)/[^/]+/namespaces/(?!kube-)[^/]+/[a-z0-9]+";
  private static final Pattern ALL_OF_A_KIND = Pattern.compile(KIND);
  private static final Pattern ONE_OBJECT = Pattern.compile(KIND + "/[^/]+");

  /** Whether a request may go out; reading is nothing that reaches into a container. */
  boolean allows(String method, String path) {
    return switch (method) {
      case "GET" -> !REACHING.contains(path.substring(path.lastIndexOf('/') + 1));
      case "DELETE" -> this == DELETE && ONE_OBJECT.matcher(path).matches();
      case "POST" ->
          this != READ
              && (path.endsWith(REVIEWS)
                  || (this == ASK && REVIEWS_OF_OTHERS.matcher(path).matches())
                  || (this == CREATE && ALL_OF_A_KIND.matcher(path).matches()));
      default -> false;
    };
  }
}
