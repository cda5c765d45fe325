package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code container_resources}, which Airflow's operator makes cores and memory of. */
final class AirflowResources extends ApplicationRule {
  private static final String KEY = "container_resources";
  private static final String INSTEAD = "write cores, coreLimit and memory instead";
  private static final Set<String> PARTS = Set.of("cpu", "memory", "gpu");

  /** A number as Python's {@code float} reads it, but for the words. */
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?\\s*");

  static final RuleInfo UNREAD =
      new RuleInfo(
          "SPK214",
          "airflow-resources-unread",
          Severity.WARNING,
          "A part of `container_resources` is not read",
          """
          Of `container_resources`, SparkKubernetesOperator reads `cpu.request` as whole cores, `cpu.limit`,
          `memory.limit` and `gpu`. It drops all else without a word: `requests` and `limits` as Kubernetes
          writes them, `memory.request`, the half of 1.5 cores and all of 0.5; and the executor's, where the
          driver has none (the same in seven providers from 8.0.1 to 10.25.0).
          """,
          "Write `cores`, `coreRequest`, `coreLimit` and `memory` of driver and executor.",
          SparkRules.KUBEFLOW);

  AirflowResources() {
    super(
        "SPK213",
        "airflow-resources-refused",
        Severity.ERROR,
        "`container_resources` is such that Airflow's operator fails",
        """
        SparkKubernetesOperator fails before it creates anything if the driver has `container_resources`
        and the executor does not (`KeyError`), if `memory.limit` has neither a `G` nor an `m` in it, as
        `512Mi` (`TypeError`), and if `cpu.request` is no plain number, as `500m` (`ValueError`; all the same
        in seven providers from 8.0.1 to 10.25.0). A number as `memory.limit` is sent as one, and the API
        server refuses it.
        """,
        "Write `cores`, `coreRequest`, `coreLimit` and `memory` of driver and executor, which are Spark's.",
        SparkRules.KUBEFLOW);
  }

  @Override
  public List<RuleInfo> infos() {
    return List.of(info(), UNREAD);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (!document.isSubmitted()) {
      return; // it is an unknown key then
    }
    Optional<Node.Entry> driver = spec.find("driver", KEY);
    Optional<Node.Entry> executor = spec.find("executor", KEY);
    if (!Nodes.isSomething(driver)) {
      if (Nodes.isSomething(executor)) {
        sink.under(UNREAD)
            .key(executor.orElseThrow(), "is not read, since the driver has none; " + INSTEAD);
      }
      return;
    }
    if (executor.isEmpty()
        && !document.isPartial()
        && !document.hasStatements()
        && !spec.block("executor").filter(block -> block.mayHold(KEY)).isPresent()) {
      sink.key(
          driver.orElseThrow(),
          "makes Airflow's operator fail, since the executor has none; " + INSTEAD);
    }
    Block.of(driver).ifPresent(block -> resources(block, sink));
    Block.of(executor).ifPresent(block -> resources(block, sink));
  }

  private static void resources(Block resources, Sink sink) {
    for (Node.Entry entry : resources.body().entries()) {
      if (!PARTS.contains(entry.name())) {
        sink.under(UNREAD).key(entry, "is not read by Airflow's operator; " + INSTEAD);
      } else if (entry.value() instanceof Node.Scalar scalar && scalar.isNull()) {
        sink.key(entry, "is null, on which Airflow's operator fails; remove it");
      }
    }
    resources.known("memory", "limit").ifPresent(limit -> memory(limit, sink));
    resources
        .block("memory")
        .filter(memory -> Nodes.isSomething(memory.find("request")))
        .ifPresent(
            memory ->
                sink.under(UNREAD)
                    .key(
                        memory.find("request").orElseThrow(),
                        "is not read by Airflow's operator; write limit, of which Spark gets 1/1.4"));
    resources.known("cpu", "request").ifPresent(request -> cores(request, sink));
  }

  private static void memory(Node.Scalar limit, Sink sink) {
    String text = limit.text();
    if (limit.kind() != Node.Kind.TEXT) {
      sink.value(
          limit,
          "is no text: Airflow's operator sends a number, and the API server refuses it; write"
              + " it in quotes, with G or m behind it");
      return;
    }
    String number =
        text.contains("G") ? stripped(text, "Gi ") : text.contains("m") ? stripped(text, "m") : "";
    if (!NUMBER.matcher(number).matches()) {
      sink.value(
          limit,
          "is no memory for Airflow's operator, which fails on it; write 512m or 2G, or memory"
              + " instead of container_resources");
    }
  }

  private static void cores(Node.Scalar request, Sink sink) {
    String text = request.text();
    if (!NUMBER.matcher(text).matches()) {
      sink.value(
          request,
          "is no number, and Airflow's operator fails on it; write whole cores, or coreRequest"
              + " instead of container_resources");
    } else if (Double.parseDouble(text) % 1 != 0) {
      sink.under(UNREAD)
          .value(
              request,
              "is cut to whole cores by Airflow's operator, and below 1 to none; write coreRequest"
                  + " instead of container_resources");
    }
  }

  /** Without any of these characters at its end. */
  private static String stripped(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
