package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the section {@code kubernetes} of an {@code application_file} ({@code KubernetesSpec}
 * in {@code custom_object_launcher.py}; the same in seven providers from 8.0.1 to 10.25.0).
 */
enum SectionKey {
  ENV_VARS("env_vars", Shape.MAPPING, null),
  ENV_FROM("env_from", Shape.LIST, "envFrom"),
  IMAGE_PULL_SECRETS("image_pull_secrets", Shape.TEXT, null),
  CONFIG_MAP_MOUNTS("config_map_mounts", Shape.MAPPING, null),
  FROM_ENV_CONFIG_MAP("from_env_config_map", Shape.LIST, null),
  FROM_ENV_SECRET("from_env_secret", Shape.LIST, null),
  VOLUMES("volumes", Shape.LIST, null),
  VOLUME_MOUNTS("volume_mounts", Shape.LIST, "volumeMounts"),
  AFFINITY("affinity", Shape.MAPPING, "affinity"),
  TOLERATIONS("tolerations", Shape.LIST, "tolerations"),
  NODE_SELECTOR("node_selector", Shape.MAPPING, "nodeSelector");

  /** What a value has to be, unless it is empty. */
  enum Shape {
    MAPPING("a mapping", "{}"),
    LIST("a list", "[]"),
    TEXT("a text", "\"\"");

    /** In a message. */
    final String said;

    /** What to write for nothing. */
    final String empty;

    Shape(String said, String empty) {
      this.said = said;
      this.empty = empty;
    }

    boolean fits(Node value) {
      return switch (this) {
        case MAPPING -> value instanceof Node.Mapping;
        case LIST -> value instanceof Node.Sequence;
        case TEXT -> value instanceof Node.Scalar;
      };
    }
  }

  final String key;
  final Shape shape;

  /** The field of driver and executor whose value it takes the place of, whatever that is. */
  final @Nullable String replaces;

  SectionKey(String key, Shape shape, @Nullable String replaces) {
    this.key = key;
    this.shape = shape;
    this.replaces = replaces;
  }

  /** Its value in a section, if that is not empty: what Python takes for false is not looked at. */
  Optional<Node> of(Block section) {
    Optional<Node.Entry> entry = section.find(key);
    return Nodes.isSomething(entry)
        ? entry.map(Node.Entry::value).filter(value -> !isFalse(value))
        : Optional.empty();
  }

  private static boolean isFalse(Node value) {
    return value instanceof Node.Scalar scalar
        && (scalar.text().isEmpty()
            || scalar.text().equals("0")
            || (scalar.kind() == Node.Kind.BOOLEAN && scalar.text().equalsIgnoreCase("false")));
  }
}
