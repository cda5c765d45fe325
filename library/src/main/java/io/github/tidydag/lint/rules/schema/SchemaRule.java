package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Optional;

/** Compares a custom resource with the definition that the operator's release ships. */
final class SchemaRule implements Rule {
  private final SchemaTables schemas;

  SchemaRule(SchemaTables schemas) {
    this.schemas = schemas;
  }

  @Override
  public RuleInfo info() {
    return Infos.UNKNOWN_KEY;
  }

  @Override
  public List<RuleInfo> infos() {
    return Infos.WALK;
  }

  @Override
  public void check(Document document, Sink sink) {
    if (!SchemaTables.KINDS.contains(document.kind())) {
      return;
    }
    CustomResourceTable table = schemas.table(document);
    Version target = SchemaTables.target(document);
    Optional<Version> release = table.releaseFor(target);
    if (release.isEmpty() && target.isAtLeast(oldest(table))) {
      document
          .root()
          .get("kind")
          .ifPresent(
              kind ->
                  sink.under(Infos.NOT_SERVED)
                      .value(
                          kind,
                          "came with %s of %s, and this is for %s; run a newer operator, or write a"
                                  .formatted(
                                      table.releases().get(0),
                                      SchemaTables.operator(document),
                                      target)
                              + " SparkApplication"));
      return;
    }
    Version read = release.orElse(table.releases().get(0));
    version(document, sink, table, read);
    new SchemaWalk(document, sink, schemas, table, read).run();
  }

  /** The oldest release of the operator that is known at all. */
  private Version oldest(CustomResourceTable table) {
    return (table.apiVersion().startsWith(schemas.kubeflow().group())
            ? schemas.kubeflow()
            : schemas.apache())
        .releases()
        .get(0);
  }

  private static void version(
      Document document, Sink sink, CustomResourceTable table, Version release) {
    Optional<Node.Scalar> apiVersion = Document.known(document.root(), "apiVersion");
    if (apiVersion.isEmpty()) {
      return;
    }
    String written = apiVersion.get().text();
    String group = document.kind().group();
    List<String> served = table.versions(release);
    if (!served.contains(written.substring(Math.min(written.length(), group.length() + 1)))) {
      String right = group + "/" + served.get(0);
      sink.under(Infos.NOT_SERVED)
          .value(
              apiVersion.get(),
              "is not served by %s of %s; write %s"
                  .formatted(release, SchemaTables.operator(document), right),
              Rewriting.of(document, apiVersion.get(), right, false));
    }
  }
}
