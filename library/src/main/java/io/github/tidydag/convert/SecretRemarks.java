package io.github.tidydag.convert;

import io.github.tidydag.source.Node;
import java.util.regex.Pattern;

/** Finds values that look like secrets and stand in the manifest itself. Remarks name only keys. */
final class SecretRemarks {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(?:passw(?:or)?d|passphrase|secret|token|credential).*|(?:.*[_.-])?(?:api|access|private|secret)?key(?:[_.-]id)?");
  private static final Pattern POINTS_ELSEWHERE =
      Pattern.compile(
          "(?i).*[_.-](?:file|path|name|url|ttl|provider|dir)|.*\\.(?:secrets|secretKeyRef)\\..*");
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)true|false|[0-9]{0,6}|.*\\{\\{.*|\\$\\(.*\\)");

  private SecretRemarks() {}

  /** Looks through a whole tree: entries by their key, and lists of {@code {name, value}}. */
  static void remarkOn(Node node, Draft draft) {
    if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> remarkOn(item, draft));
      return;
    }
    if (!(node instanceof Node.Mapping mapping)) {
      return;
    }
    if (mapping.get("name").orElse(null) instanceof Node.Scalar name
        && mapping.get("value").orElse(null) instanceof Node.Scalar value
        && looksSecret(name.text(), value)) {
      remark(value, name.text(), draft);
    }
    for (Node.Entry entry : mapping.entries()) {
      if (entry.value() instanceof Node.Scalar value) {
        if (isFreelyNamed(entry.name()) && looksSecret(entry.name(), value)) {
          remark(value, entry.name(), draft);
        }
      } else {
        remarkOn(entry.value(), draft);
      }
    }
  }

  /**
   * Names that users choose have a dot or capitals; {@code secretName} and {@code key} are fields.
   */
  private static boolean isFreelyNamed(String name) {
    return name.indexOf('.') >= 0 || name.indexOf('_') >= 0 || name.matches("[A-Z0-9]+");
  }

  private static boolean looksSecret(String name, Node.Scalar value) {
    return NAME.matcher(name).matches()
        && !POINTS_ELSEWHERE.matcher(name).matches()
        && !value.isNull()
        && !HARMLESS.matcher(value.text()).matches();
  }

  private static void remark(Node.Scalar value, String name, Draft draft) {
    draft.remark(
        value.at(),
        name,
        "looks like a secret that stands in the manifest; put it into a Secret and refer to it"
            + " (valueFrom.secretKeyRef), and change it, because it is in the history of this file");
  }
}
