package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name that is no DNS label. */
final class NameNotDnsLabel implements Rule {
  private static final int MOST = 63;
  private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern MENDABLE = Pattern.compile("[A-Za-z][-_.A-Za-z0-9]*[A-Za-z0-9]");

  private static final RuleInfo INFO =
      new RuleInfo(
          "SPK015",
          "name-not-dns-label",
          Severity.ERROR,
          "The name of an application is no DNS label",
          """
          The operator makes Services that are called after the application, and a Service takes only
          a label of RFC 1035: up to 63 lower-case letters, digits and hyphens, a letter first. The
          webhook refuses others since 2.4.0 (kubeflow/spark-operator#2711); before, the driver runs
          and its Service fails.
          """,
          "Write such a name: `sales-2026`, not `Sales_2026`, `2026-sales` or `sales.2026`.",
          SparkRules.KUBEFLOW);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Node.Scalar> name = Document.known(document.root(), "metadata", "name");
    if (name.isEmpty()) {
      return;
    }
    String text = name.get().text();
    if (text.length() > MOST) {
      sink.value(
          name.get(), "has " + text.length() + " characters, and 63 are allowed; shorten it");
    } else if (!LABEL.matcher(text).matches()) {
      sink.value(
          name.get(),
          "is no name for Services, which are called after it; write lower-case letters, digits and"
              + " '-', a letter first and no '-' last",
          mended(document, name.get()));
    }
  }

  private static @Nullable Fix mended(Document document, Node.Scalar name) {
    String text = name.text();
    return MENDABLE.matcher(text).matches()
        ? Rewriting.of(
            document,
            name,
            text.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-'),
            false)
        : null;
  }
}
