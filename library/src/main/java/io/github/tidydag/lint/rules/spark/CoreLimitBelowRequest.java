package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.kubernetes.Quantity;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A CPU limit that is lower than the request. */
final class CoreLimitBelowRequest extends ApplicationRule {
  CoreLimitBelowRequest() {
    super(
        "SPK039",
        "core-limit-below-request",
        Severity.ERROR,
        "A `coreLimit` is below what is requested",
        """
        The request is `coreRequest`, or `cores` where that is missing, or 1 where both are; the limit is
        `coreLimit`, or `spark.kubernetes.driver.limit.cores` (or `executor`) of `sparkConf`. Kubernetes
        refuses a pod whose limit is lower: the submission fails, or the driver asks for executors that
        never come.
        """,
        "Raise `coreLimit`, or write a `coreRequest` that is not above it.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : Values.PODS) {
      Optional<Block> block = spec.block(pod);
      if (block.isEmpty()) {
        continue;
      }
      Optional<Node.Scalar> limit =
          block.get().has("coreLimit")
              ? block.get().known("coreLimit")
              : Values.conf(spec, "spark.kubernetes." + pod + ".limit.cores");
      if (limit.isEmpty()) {
        continue;
      }
      Optional<Quantity> most = Quantity.tryParse(limit.get().text());
      Optional<Node.Scalar> request = request(document, spec, block.get(), pod);
      Optional<Quantity> least =
          request.isPresent()
              ? Quantity.tryParse(request.get().text())
              : isByDefault(document, spec, block.get(), pod)
                  ? Optional.of(Quantity.parse("1"))
                  : Optional.empty();
      if (most.isPresent() && least.isPresent() && most.get().compareTo(least.get()) < 0) {
        sink.value(
            limit.get(),
            "is less than the "
                + least.get()
                + " that is requested"
                + (request.isEmpty() ? " where nothing else is said" : "")
                + "; raise it, or write a lower coreRequest");
      }
    }
  }

  /** What the request is made of; empty if it is not known, or not said. */
  private static Optional<Node.Scalar> request(
      Document document, Block spec, Block block, String pod) {
    if (block.has("coreRequest")) {
      return block.known("coreRequest");
    }
    String conf = "spark.kubernetes." + pod + ".request.cores";
    if (Values.confEntry(spec, conf).isPresent()) {
      return Values.conf(spec, conf);
    }
    if (!document.isWhole()) {
      return Optional.empty();
    }
    return block.has("cores") ? block.known("cores") : Values.conf(spec, "spark." + pod + ".cores");
  }

  private static boolean isByDefault(Document document, Block spec, Block block, String pod) {
    return document.isWhole()
        && !block.has("coreRequest")
        && !block.has("cores")
        && Values.confEntry(spec, "spark.kubernetes." + pod + ".request.cores").isEmpty()
        && Values.confEntry(spec, "spark." + pod + ".cores").isEmpty();
  }
}
