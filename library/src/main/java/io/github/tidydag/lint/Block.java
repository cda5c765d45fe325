package io.github.tidydag.lint;

import io.github.tidydag.source.Node;
import java.util.Optional;

/**
 * A mapping and the key that it stands under.
 *
 * @param entry where to point if something is missing from it
 */
public record Block(Node.Entry entry, Node.Mapping body) {

  /** An entry as a block; empty if its value is no mapping. */
  public static Optional<Block> of(Optional<Node.Entry> entry) {
    return entry.isPresent() && entry.get().value() instanceof Node.Mapping body
        ? Optional.of(new Block(entry.get(), body))
        : Optional.empty();
  }

  /** Whether the key is there, whatever its value. */
  public boolean has(String key) {
    return body.entry(key).isPresent();
  }

  /** Whether Jinja may make the key of what stands there. */
  public boolean mayHold(String key) {
    return body.mayHold(key);
  }

  /** The entry below the mappings of these names. */
  public Optional<Node.Entry> find(String... names) {
    return body.find(names);
  }

  /** The block below the mappings of these names. */
  public Optional<Block> block(String... names) {
    return of(body.find(names));
  }

  /** What an entry says; empty if it is missing, null, no scalar or holds Jinja. */
  public Optional<Node.Scalar> known(String... names) {
    return Document.known(body, names);
  }
}
