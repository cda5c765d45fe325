package io.github.tidydag.convert;

import io.github.tidydag.source.Node;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of an object's metadata belongs to every run: labels and annotations, without those that a
 * cluster adds and those by which a deployment tool knows what it owns and may remove.
 */
final class Metadata {
  /** Set by the Job controller; the names without a prefix are those before Kubernetes 1.27. */
  private static final Set<String> FROM_THE_JOB_CONTROLLER =
      Set.of(
          "controller-uid",
          "job-name",
          "batch.kubernetes.io/controller-uid",
          "batch.kubernetes.io/job-name",
          "batch.kubernetes.io/job-completion-index",
          "batch.kubernetes.io/cronjob-scheduled-timestamp",
          "batch.kubernetes.io/job-tracking");

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Argo CD tracks by {@code app.kubernetes.io/instance} unless told otherwise. */
  private static final Pattern OF_A_DEPLOYMENT_TOOL =
      Pattern.compile(
          "app\\.kubernetes\\.io/(?:instance|managed-by)|(?:.*\\.)?argocd\\.argoproj\\.io/.*"
              + "|(?:meta\\.)?helm\\.sh/.*|(?:.*\\.)?toolkit\\.fluxcd\\.io/.*");

  private Metadata() {}

  /** The labels and annotations to keep, under {@code labels} and {@code annotations}. */
  static Tree read(Fields metadata, Draft draft) {
    Tree kept = new Tree(metadata.at());
    for (String kind : new String[] {"labels", "annotations"}) {
      Tree values = new Tree(metadata.at());
      for (Node.Entry entry : metadata.mappingOrEmpty(kind).entries()) {
        String name = entry.name();
        if (OF_A_DEPLOYMENT_TOOL.matcher(name).matches()) {
          draft.remark(
              entry,
              "left out: it says which deployment tool owns the object, and that tool might"
                  + " remove a run's objects for it");
        } else if (!FROM_THE_JOB_CONTROLLER.contains(name) && !name.equals(LAST_APPLIED)) {
          values.put(name, entry.value());
        }
      }
      kept.putUnlessEmpty(kind, values);
    }
    metadata
        .entry("finalizers")
        .ifPresent(
            entry -> draft.remark(entry, "left out: a finalizer would keep what a run leaves"));
    metadata
        .entry("ownerReferences")
        .ifPresent(
            entry ->
                draft.remark(
                    entry,
                    "left out: the run owns its objects, and a second living owner would keep"
                        + " them"));
    return kept;
  }
}
