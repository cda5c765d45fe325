package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Sink;

/** A rule about each container that a document describes. */
public abstract class ContainerRule extends PodRule {
  protected ContainerRule(RuleInfo info) {
    super(info);
  }

  @Override
  protected final void check(Document document, PodPlace pod, Sink sink) {
    for (ContainerPlace container : pod.containers()) {
      check(pod, container, sink);
    }
  }

  /** Looks at one container. */
  protected abstract void check(PodPlace pod, ContainerPlace container, Sink sink);
}
