package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;

/** A template whose container {@code base} is not the first. */
final class BaseNotFirst extends TemplateRule {
  BaseNotFirst() {
    super(
        "POD001",
        "base-not-first",
        Severity.ERROR,
        "The container `base` of a pod template is not the first",
        """
        Airflow merges containers by their place, not by their name: the task's image, command and
        name go to the first one. The pod then has two containers `base`, and the API server refuses
        it.
        """,
        "Put the container `base` first.");
  }

  @Override
  void template(Document document, PodPlace pod, Sink sink) {
    for (ContainerPlace container : pod.containers()) {
      if (container.part() == ContainerPlace.Part.MAIN
          && container.index() > 0
          && container.name().equals("base")) {
        sink.value(
            container.block().known("name").orElseThrow(),
            "is container %d, and Airflow puts the task into the first, whatever its name; put it first"
                .formatted(container.index() + 1));
      }
    }
  }
}
