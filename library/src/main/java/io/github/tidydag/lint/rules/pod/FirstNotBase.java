package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;

/** A template without a container {@code base}. */
final class FirstNotBase extends TemplateRule {
  FirstNotBase() {
    super(
        "POD002",
        "first-not-base",
        Severity.INFO,
        "The first container of a pod template has another name than `base`",
        """
        The task goes into the first container, and its name becomes `base`, or what
        `base_container_name` says. Logs, `container_logs` and whatever looks for the old name do not
        find it.
        """,
        "Name the first container `base`.");
  }

  @Override
  void template(Document document, PodPlace pod, Sink sink) {
    ContainerPlace first = null;
    for (ContainerPlace container : pod.containers()) {
      if (container.part() == ContainerPlace.Part.MAIN) {
        first = container.index() == 0 ? container : first;
        if (container.name().equals("base") || container.name().isEmpty()) {
          return;
        }
      }
    }
    if (first != null) {
      sink.value(
          first.block().known("name").orElseThrow(),
          "becomes base in every pod that Airflow makes of it; write base");
    }
  }
}
