package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.lint.rules.common.PodRule;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Mounts of volumes that are not there. */
final class MountWithoutVolume extends PodRule {
  private final boolean template;

  private MountWithoutVolume(RuleInfo info, boolean template) {
    super(info);
    this.template = template;
  }

  static List<Rule> all() {
    return List.of(
        new MountWithoutVolume(
            new RuleInfo(
                "POD021",
                "mount-without-volume",
                Severity.ERROR,
                "A container mounts a volume that its pod does not have",
                """
                The API server refuses the pod. In a SparkApplication, the operator's webhook leaves the mount
                out, and the program does not find its files.
                """,
                "Write the volume below `volumes`, or the name of one that is there.",
                WITH_PODS),
            false),
        new MountWithoutVolume(
            new RuleInfo(
                "POD022",
                "template-mount-without-volume",
                Severity.WARNING,
                "A pod template mounts a volume that it does not have",
                """
                Each task with this template must bring the volume by its argument `volumes`; of the others
                the API server refuses the pod.
                """,
                "Write the volume into the template, too.",
                WITH_PODS),
            true));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    if ((pod.role() == PodPlace.Role.AIRFLOW) != template) {
      return;
    }
    Volumes volumes = null;
    for (ContainerPlace container : pod.containers()) {
      List<Node.Mapping> mounts = Nodes.mappings(container.block(), "volumeMounts");
      if (mounts.isEmpty()) {
        continue;
      }
      volumes = volumes == null ? Volumes.of(document, pod) : volumes;
      if (!volumes.known()) {
        return;
      }
      for (Node.Mapping mount : mounts) {
        Optional<Node.Scalar> name = Document.known(mount, "name");
        if (name.isPresent()
            && !volumes.declared().contains(name.get().text())
            && !isBrought(document, pod, name.get().text())) {
          sink.value(name.get(), message(pod, volumes.declared()));
        }
      }
    }
  }

  /** Spark and its settings bring volumes of their own. */
  private static boolean isBrought(Document document, PodPlace pod, String volume) {
    if (!pod.isSparks()) {
      return false;
    }
    if (document.isSparkTemplate()) {
      return true; // its settings stand in another file
    }
    if (pod.role() == PodPlace.Role.SPARK_TEMPLATE && volume.startsWith("spark-")) {
      return true;
    }
    Node conf = conf(document);
    if (conf instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        if (entry.name().contains(".volumes.") && entry.name().contains("." + volume + ".")) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable Node conf(Document document) {
    return document
        .application()
        .flatMap(spec -> spec.find("sparkConf"))
        .or(() -> document.root().find("spec", "sparkConf"))
        .map(Node.Entry::value)
        .orElse(null);
  }

  private String message(PodPlace pod, Set<String> declared) {
    String start =
        template
            ? "is no volume of this template, so each task must bring it; "
            : pod.role() == PodPlace.Role.SPARK
                ? "is no volume of the application, so nothing is mounted; "
                : "is no volume of the pod, which is refused; ";
    return start
        + (declared.isEmpty() || declared.size() > 6
            ? "write it below volumes"
            : "write it below volumes, or one of " + String.join(", ", new TreeSet<>(declared)));
  }
}
