package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A kind of Kubernetes' own with an {@code apiVersion} that it has no more, or never had. */
final class OldVersion implements Rule {
  private static final String RBAC = "rbac.authorization.k8s.io";

  /** All of them have been in version 1 of their group since Kubernetes 1.21. */
  private static final Map<String, String> RIGHT = right();

  /**
   * The release of Kubernetes that serves a version no more, by its guide to deprecated APIs; of
   * {@code v2alpha1}, by the changelog of 1.21.
   */
  private static final Map<String, String> GONE =
      Map.of(
          "batch/v1beta1 CronJob",
          "1.25",
          "batch/v2alpha1 CronJob",
          "1.21",
          RBAC + "/v1beta1 Role",
          "1.22",
          RBAC + "/v1beta1 ClusterRole",
          "1.22",
          RBAC + "/v1beta1 RoleBinding",
          "1.22",
          RBAC + "/v1beta1 ClusterRoleBinding",
          "1.22");

  private static final RuleInfo INFO =
      new RuleInfo(
          "OBJ011",
          "old-version",
          Severity.ERROR,
          "A kind of Kubernetes does not have that `apiVersion`, or has it no more",
          """
          `kubectl` answers `no matches for kind`, and makes nothing. `batch/v1beta1` of CronJobs went with
          Kubernetes 1.25, `rbac.authorization.k8s.io/v1beta1` with 1.22; their keys are the same in `v1`.
          """,
          "Write the `apiVersion` that the message names.",
          Set.of());

  private static Map<String, String> right() {
    Map<String, String> right = new LinkedHashMap<>();
    for (DocumentKind kind :
        List.of(
            DocumentKind.POD,
            DocumentKind.JOB,
            DocumentKind.CRON_JOB,
            DocumentKind.ROLE,
            DocumentKind.CLUSTER_ROLE,
            DocumentKind.ROLE_BINDING,
            DocumentKind.CLUSTER_ROLE_BINDING,
            DocumentKind.SERVICE_ACCOUNT,
            DocumentKind.CONFIG_MAP)) {
      right.put(kind.kind(), kind.group().isEmpty() ? "v1" : kind.group() + "/v1");
    }
    return Map.copyOf(right);
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Node.Scalar> kind = Document.known(document.root(), "kind");
    String right = kind.isPresent() ? RIGHT.get(kind.get().text()) : null;
    Optional<Node.Scalar> version = Document.known(document.root(), "apiVersion");
    if (right == null
        || version.isEmpty()
        || version.get().kind() != Node.Kind.TEXT
        || version.get().text().equals(right)
        || !isOfKubernetes(version.get().text())
        || document.isPartial()) {
      return;
    }
    String gone = GONE.get(version.get().text() + " " + kind.get().text());
    sink.value(
        version.get(),
        gone == null
            ? "is no apiVersion of a %s; write %s".formatted(kind.get().text(), right)
            : "is not served since Kubernetes %s; write %s".formatted(gone, right),
        document.kind() == DocumentKind.OTHER
            ? null // in its right group, all rules about its kind would speak for the first time
            : new Fix("write " + right, false, List.of(Edits.replace(version.get(), right))));
  }

  /** Others' kinds may have the same names, as the Job of Volcano; their groups hold a dot. */
  private static boolean isOfKubernetes(String version) {
    int slash = version.indexOf('/');
    String group = slash < 0 ? "" : version.substring(0, slash);
    return group.indexOf('.') < 0 || group.equals(RBAC);
  }
}
