package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;
import java.util.HashSet;
import java.util.Set;

/** Volumes that no container mounts. */
final class UnusedVolume extends PodRule {
  UnusedVolume() {
    super(
        new RuleInfo(
            "POD020",
            "unused-volume",
            Severity.INFO,
            "No container mounts a volume of its pod",
            """
            The pod waits for it all the same: where the claim, ConfigMap or Secret is missing, it does not
            start. Of a SparkApplication's `volumes`, the operator passes on those that driver or executor
            mount. A task may mount a template's volume by the operator's `volume_mounts`.
            """,
            "Mount it, or remove it.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if (pod.volumes().isEmpty()
        || pod.role() == PodPlace.Role.AIRFLOW
        || PodRule.isSecondOfTwo(document, pod)) {
      return;
    }
    Set<String> mounted = new HashSet<>();
    for (PodPlace other : document.pods()) {
      if (pod.role() == PodPlace.Role.SPARK || other.equals(pod)) {
        Volumes volumes = Volumes.of(document, other);
        if (!volumes.known()) {
          return;
        }
        mounted.addAll(volumes.mounted());
      }
    }
    for (Node.Mapping volume : Nodes.mappings(pod.volumes().get().value())) {
      Document.known(volume, "name")
          .filter(name -> !mounted.contains(name.text()))
          .ifPresent(
              name -> sink.value(name, "is a volume that no container mounts; mount or remove it"));
    }
  }
}
