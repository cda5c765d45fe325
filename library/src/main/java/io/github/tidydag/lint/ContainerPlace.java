package io.github.tidydag.lint;

import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/**
 * A container that a document describes.
 *
 * @param block its keys; what is missing from it is shown at its name
 * @param part what it is in its pod
 * @param index its place among the containers of its part
 */
public record ContainerPlace(Block block, Part part, int index) {
  /** What a container is in its pod. */
  public enum Part {
    /** Spark's own, whose keys stand in {@code driver} or {@code executor} itself. */
    SPARK,
    MAIN,
    INIT
  }

  static void addAll(Block parent, String key, Part part, List<ContainerPlace> found) {
    Optional<Node.Entry> list = parent.find(key);
    if (list.isEmpty() || !(list.get().value() instanceof Node.Sequence sequence)) {
      return;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      if (sequence.items().get(i) instanceof Node.Mapping body) {
        Node.Entry place =
            Document.known(body, "name")
                .map(name -> new Node.Entry(name, body))
                .orElseGet(list::get);
        found.add(new ContainerPlace(new Block(place, body), part, i));
      }
    }
  }

  /** Its name; empty if it has none, or none that can be known. */
  public String name() {
    return part == Part.SPARK ? "" : block.known("name").map(Node.Scalar::text).orElse("");
  }
}
