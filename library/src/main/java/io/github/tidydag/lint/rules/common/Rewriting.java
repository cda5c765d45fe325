package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Other texts in the place of scalars. */
public final class Rewriting {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][-A-Za-z0-9_./]*(:[-A-Za-z0-9_./@%+=]+)*|[0-9]+[kKmMgGtTpP]i?");

  private Rewriting() {}

  /** A fix that makes a text of a plain scalar; null if it is not written as it is read. */
  public static @Nullable Fix inQuotes(Document document, Node.Scalar scalar) {
    String written = document.source().at(scalar.at());
    return written.equals(scalar.text())
        ? new Fix("write it in quotes", true, List.of(Edits.replace(scalar, '"' + written + '"')))
        : null;
  }

  /**
   * A fix that writes another text for a scalar, in the quotes that it has; null where that is not
   * so simple: the source has an anchor or a block, or the text needs escapes.
   */
  public static @Nullable Fix of(Document document, Node.Scalar scalar, String text, boolean safe) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\'' || c == '\\') {
        return null;
      }
    }
    String source = document.source().at(scalar.at());
    char quote = source.isEmpty() ? ' ' : source.charAt(0);
    String yaml;
    if ((quote == '"' || quote == '\'') && source.charAt(source.length() - 1) == quote) {
      yaml = quote + text + quote;
    } else if (source.equals(scalar.text())) {
      boolean number = scalar.kind() == Node.Kind.INTEGER || scalar.kind() == Node.Kind.DECIMAL;
      boolean plain = PLAIN.matcher(text).matches() || (number && WHOLE.matcher(text).matches());
      yaml = plain ? text : '"' + text + '"';
    } else {
      return null;
    }
    return new Fix("write " + text, safe, List.of(Edits.replace(scalar, yaml)));
  }
}
