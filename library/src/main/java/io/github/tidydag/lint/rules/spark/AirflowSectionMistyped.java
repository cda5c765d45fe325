package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of a section {@code kubernetes} that Airflow's operator cannot use. */
final class AirflowSectionMistyped extends ApplicationRule {
  /** What to write, where the shape alone does not say it. */
  private static final Map<SectionKey, String> INSTEAD =
      Map.of(
          SectionKey.ENV_VARS, "names and values, such as {LEVEL: debug}",
          SectionKey.IMAGE_PULL_SECRETS, "names with commas between them",
          SectionKey.CONFIG_MAP_MOUNTS, "names of ConfigMaps and where to mount them",
          SectionKey.FROM_ENV_CONFIG_MAP, "a list of names",
          SectionKey.FROM_ENV_SECRET, "a list of names");

  /** Lists that the operator lengthens, and by what: then they may not be null. */
  private static final Map<SectionKey, List<SectionKey>> LENGTHENED =
      Map.of(
          SectionKey.VOLUMES, List.of(SectionKey.CONFIG_MAP_MOUNTS),
          SectionKey.VOLUME_MOUNTS, List.of(SectionKey.CONFIG_MAP_MOUNTS),
          SectionKey.ENV_FROM, List.of(SectionKey.FROM_ENV_CONFIG_MAP, SectionKey.FROM_ENV_SECRET));

  AirflowSectionMistyped() {
    super(
        "SPK211",
        "airflow-section-mistyped",
        Severity.ERROR,
        "A value of the section `kubernetes` is of a kind with which the task fails",
        """
        SparkKubernetesOperator takes the values of the section apart as they are: `env_vars` has to be a
        mapping (the list in the provider's documentation fails), `image_pull_secrets` a text with commas,
        `config_map_mounts` a mapping. A text for `from_env_config_map` or `from_env_secret` is read letter
        by letter. A list that it lengthens may be empty, but not null. All are the same in seven providers
        from 8.0.1 to 10.25.0. A number in `env_vars` is sent as one, and the API server refuses it.
        """,
        "Write what the key asks for.",
        SparkRules.KUBEFLOW);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> section = document.kubernetesSection();
    if (section.isEmpty()) {
      return;
    }
    for (SectionKey key : SectionKey.values()) {
      Optional<Node> value = key.of(section.get());
      if (value.isEmpty()) {
        lengthened(key, section.get(), sink);
      } else if (!key.shape.fits(value.get())) {
        mistyped(key, section.get().find(key.key).orElseThrow(), sink);
      } else if (key == SectionKey.ENV_VARS && value.get() instanceof Node.Mapping names) {
        names.entries().forEach(entry -> text(document, entry, sink));
      }
    }
  }

  /** What stands there is not shown: a text of variables may hold a password. */
  private static void mistyped(SectionKey key, Node.Entry entry, Sink sink) {
    String is = entry.value().describe();
    if (entry.value() instanceof Node.Scalar scalar) {
      if (JinjaMask.isIn(scalar.text())) {
        return;
      }
      is = scalar.kind().words();
    }
    String write = INSTEAD.getOrDefault(key, key.shape.said);
    sink.key(entry, "is %s, with which the task fails; write %s".formatted(is, write));
  }

  private static void lengthened(SectionKey key, Block section, Sink sink) {
    Optional<Node.Entry> entry = section.find(key.key);
    if (entry.isEmpty() || !(entry.get().value() instanceof Node.Scalar scalar)) {
      return;
    }
    for (SectionKey by : LENGTHENED.getOrDefault(key, List.of())) {
      if (scalar.isNull() && by.of(section).isPresent()) {
        sink.key(
            entry.get(),
            "is null, and Airflow's operator cannot add to it what %s says; write []"
                .formatted(by.key));
        return;
      }
    }
  }

  private static void text(Document document, Node.Entry entry, Sink sink) {
    if (entry.value() instanceof Node.Scalar scalar
        && scalar.kind() != Node.Kind.TEXT
        && !scalar.isNull()
        && !JinjaMask.isIn(scalar.text())) {
      sink.value(
          scalar,
          "is no text, and the API server refuses it as the value of a variable; write it in"
              + " quotes",
          Rewriting.inQuotes(document, scalar));
    }
  }
}
