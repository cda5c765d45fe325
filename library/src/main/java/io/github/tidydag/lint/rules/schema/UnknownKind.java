package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.CustomResources;
import io.github.tidydag.tables.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An {@code apiVersion} or {@code kind} that is almost one of a Spark operator's. */
final class UnknownKind implements Rule {
  private static final RuleInfo INFO =
      Infos.info(
          "SPK112",
          "unknown-kind",
          Severity.ERROR,
          "The `kind` or `apiVersion` is almost one of a Spark operator's",
          """
          The API server answers that it knows no such resource, and nothing of the document is
          checked.
          """,
          "Write the `kind` and the `apiVersion` that the message names.",
          Set.of(DocumentKind.OTHER));

  private final SchemaTables schemas;

  UnknownKind(SchemaTables schemas) {
    this.schemas = schemas;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Node.Scalar> apiVersion = Document.known(document.root(), "apiVersion");
    Optional<Node.Scalar> kind = Document.known(document.root(), "kind");
    if (apiVersion.isEmpty()) {
      noVersion(document, sink, kind);
      return;
    }
    if (kind.isPresent()
        && isSparks(kind.get().text())
        && (apiVersion.get().kind() != Node.Kind.TEXT
            || apiVersion.get().text().indexOf('.') < 0)) {
      sink.value(
          apiVersion.get(),
          "is no apiVersion of a %s; write %s"
              .formatted(kind.get().text(), versions(kind.get().text())));
      return;
    }
    if (!apiVersion.get().text().contains("park")) {
      return;
    }
    String written = apiVersion.get().text();
    int slash = written.indexOf('/');
    String group = slash < 0 ? written : written.substring(0, slash);
    for (CustomResources family : List.of(schemas.kubeflow(), schemas.apache())) {
      if (group.equals(family.group()) && slash > 0) {
        kind(document, sink, family, kind);
        return;
      }
      if (group.equals(family.group())
          || Spelling.nearest(group, List.of(family.group())).isPresent()) {
        String right =
            kind.map(Node.Scalar::text)
                .filter(family.kinds()::contains)
                .map(name -> family.table(name).apiVersion())
                .orElseGet(() -> family.table("SparkApplication").apiVersion());
        sink.value(
            apiVersion.get(),
            "is no apiVersion of a Spark operator; write " + right,
            Rewriting.of(document, apiVersion.get(), right, false));
        return;
      }
    }
  }

  private void noVersion(Document document, Sink sink, Optional<Node.Scalar> kind) {
    if (kind.isEmpty()
        || !document.isWhole()
        || !isSparks(kind.get().text())
        || document.root().get("apiVersion").filter(UnknownKind::isJinja).isPresent()) {
      return;
    }
    sink.value(kind.get(), "has no apiVersion; write " + versions(kind.get().text()));
  }

  private static boolean isJinja(Node node) {
    return node instanceof Node.Scalar scalar && JinjaMask.isIn(scalar.text());
  }

  private boolean isSparks(String kind) {
    return schemas.kubeflow().kinds().contains(kind) || schemas.apache().kinds().contains(kind);
  }

  /** The versions of a kind, in each operator that has it. */
  private String versions(String kind) {
    return MessageParts.or(
        Stream.of(schemas.kubeflow(), schemas.apache())
            .filter(family -> family.kinds().contains(kind))
            .map(family -> family.table(kind).apiVersion())
            .toList());
  }

  private static void kind(
      Document document, Sink sink, CustomResources family, Optional<Node.Scalar> kind) {
    String kinds = MessageParts.or(List.copyOf(family.kinds()));
    if (kind.isEmpty()) {
      if (document.root().get("kind").filter(UnknownKind::isJinja).isEmpty()
          && document.isWhole()) {
        sink.document("has no kind; write " + kinds);
      }
      return;
    }
    Optional<String> meant = Spelling.nearest(kind.get().text(), family.kinds());
    sink.value(
        kind.get(),
        "is no kind of %s; write %s".formatted(family.group(), meant.orElse(kinds)),
        meant.isPresent() ? Rewriting.of(document, kind.get(), meant.get(), false) : null);
  }
}
