package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** An exporter's jar as a URI, where the JVM wants a path. */
final class ExporterJarAsUri extends ApplicationRule {
  ExporterJarAsUri() {
    super(
        "SPK066",
        "exporter-jar-as-uri",
        Severity.ERROR,
        "A `jmxExporterJar` is a URI",
        """
        It becomes `-javaagent:JAR=PORT:CONFIG` of the JVM, which takes a path. With `local:///` or `https://`
        the JVM finds no agent and does not begin.
        """,
        "Write the path in the image: `/prometheus/jmx_prometheus_javaagent.jar`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> jar = spec.known("monitoring", "prometheus", "jmxExporterJar");
    if (jar.isEmpty()) {
      return;
    }
    String text = jar.get().text();
    if (text.contains("://")) {
      boolean path = text.startsWith("local:///") || text.startsWith("file:///");
      sink.value(
          jar.get(),
          "is a URI, and the JVM takes a path only; write the path in the image",
          path
              ? Rewriting.of(document, jar.get(), text.substring(text.indexOf(":///") + 3), true)
              : null);
    }
  }
}
