package io.github.tidydag.lint;

import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a List. One of a kind, such as a CronJobList, need not repeat that kind in its
 * items: kubectl takes it from the list ({@code decodeToList} in apimachinery's {@code
 * unstructured/helpers.go}), where an item names neither kind nor apiVersion.
 */
final class ListItems {
  private static final String LIST = "List";

  private ListItems() {}

  /** What a document that is a List holds; empty for any other document. */
  static Optional<List<Node>> of(Node.Mapping root) {
    if (!(root.get("kind").orElse(null) instanceof Node.Scalar kind)
        || !kind.text().endsWith(LIST)
        || !(root.get("items").orElse(null) instanceof Node.Sequence items)) {
      return Optional.empty();
    }
    DocumentKind ofItems = kindOfItems(root, kind);
    if (ofItems == DocumentKind.OTHER) {
      return Optional.of(items.items());
    }
    List<Node> all = new ArrayList<>();
    for (Node item : items.items()) {
      all.add(item instanceof Node.Mapping body ? whole(root, kind, ofItems, body) : item);
    }
    return Optional.of(all);
  }

  /** An item that is evidently no object; null where it is one, or may be. */
  static @Nullable String problem(Node.Mapping root, Node item) {
    Node.Scalar kind = (Node.Scalar) root.get("kind").orElseThrow();
    boolean ofObjects = kind.text().equals(LIST) || kindOfItems(root, kind) != DocumentKind.OTHER;
    if (!ofObjects || (item instanceof Node.Scalar scalar && JinjaMask.isIn(scalar.text()))) {
      return null;
    }
    if (item instanceof Node.Scalar scalar && scalar.isNull()) {
      return "is an item without an object; write one, or remove the -";
    }
    return item instanceof Node.Mapping ? null : "is no object; write a mapping with a kind";
  }

  private static DocumentKind kindOfItems(Node.Mapping root, Node.Scalar kind) {
    String name = kind.text().substring(0, kind.text().length() - LIST.length());
    return DocumentKind.of(with(root, "kind", kind, name), FileRole.PLAIN);
  }

  private static Node.Mapping whole(
      Node.Mapping list, Node.Scalar kind, DocumentKind ofItems, Node.Mapping item) {
    Optional<Node.Entry> version = list.entry("apiVersion");
    boolean named = item.entry("kind").isPresent() || item.entry("apiVersion").isPresent();
    if (named || version.isEmpty() || item.entries().isEmpty()) {
      return item;
    }
    Node.Mapping versioned = item.with(version.get());
    return with(versioned, "kind", kind, ofItems.kind());
  }

  private static Node.Mapping with(Node.Mapping root, String key, Node.Scalar place, String text) {
    Node.Entry entry =
        new Node.Entry(Node.Scalar.text(place.at(), key), Node.Scalar.text(place.at(), text));
    return root.with(entry);
  }
}
