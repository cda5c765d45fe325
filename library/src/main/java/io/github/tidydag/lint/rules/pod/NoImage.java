package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.PodRule;

/** Containers that nothing gives an image. */
final class NoImage extends PodRule {
  NoImage() {
    super(
        new RuleInfo(
            "POD037",
            "no-image",
            Severity.ERROR,
            "A container has no image",
            """
            The API server refuses the pod. Airflow gives an image to the first container of a template, and
            Spark to its own; no other gets one. A Pod whose first container has none is taken for a template.
            """,
            "Write `image`.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    boolean sparks = document.isSparkTemplate();
    if (document.isPartial() || (pod.role() == PodPlace.Role.SPARK_TEMPLATE && !sparks)) {
      return; // of Spark's templates in a SparkApplication, the schema's rules speak
    }
    boolean named = sparks && pod.containers().stream().anyMatch(NoImage::isNamedBySpark);
    for (ContainerPlace container : pod.containers()) {
      boolean given =
          container.part() == ContainerPlace.Part.SPARK
              || (container.part() == ContainerPlace.Part.MAIN
                  && (pod.role() == PodPlace.Role.AIRFLOW
                      || (document.kind() == DocumentKind.POD && !document.isDescribed()))
                  && (named ? isNamedBySpark(container) : container.index() == 0));
      if (!given && !container.block().has("image")) {
        sink.missing(container.block(), "image", "has no image, which is refused; write image");
      }
    }
  }

  private static boolean isNamedBySpark(ContainerPlace container) {
    return container.name().equals("spark-kubernetes-driver")
        || container.name().equals("spark-kubernetes-executor");
  }
}
