package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;

/** A secret as the value of an environment variable. */
final class SecretInEnv extends SecretRule {
  private static final String REMEDY =
      "write valueFrom: {secretKeyRef: {name: ..., key: ...}} and keep it in a Secret";
  private static final String REMEDY_OF_SECTION =
      "keep it in a Secret, and name that in from_env_secret";

  SecretInEnv() {
    super(
        "SEC001",
        "secret-in-env",
        "A variable's value is a secret",
        "`kubectl describe pod` shows the value, too, and so does Airflow's log of a failed pod.\n",
        "Write the value into a Secret, and `valueFrom.secretKeyRef` in its place.",
        PodRule.WITH_PODS);
  }

  @Override
  public void check(Document document, Sink sink) {
    for (PodPlace pod : document.pods()) {
      for (ContainerPlace container : pod.containers()) {
        check(container.block(), "env", "envVars", REMEDY, sink);
      }
    }
    document
        .kubernetesSection()
        .ifPresent(section -> check(section, "env_vars", "env_vars", REMEDY_OF_SECTION, sink));
  }

  /** Variables may stand in a list, or as a mapping; Airflow's section names both the same. */
  private static void check(Block block, String list, String mapping, String remedy, Sink sink) {
    for (Node variable : Nodes.items(block, list)) {
      if (variable instanceof Node.Mapping named
          && named.get("name").orElse(null) instanceof Node.Scalar name
          && named.get("value").orElse(null) instanceof Node.Scalar value) {
        report(sink, new Node.Entry(name, value), remedy);
      }
    }
    for (Node.Entry entry : Nodes.entries(block, mapping)) {
      report(sink, entry, remedy);
    }
  }

  private static void report(Sink sink, Node.Entry entry, String remedy) {
    String what = Secrets.what(entry.name(), entry.value());
    if (what != null) {
      report(sink, entry, what, remedy);
    }
  }
}
