package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.kubernetes.Quantity;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** Executors that request more CPUs than they run tasks on. */
final class CoresIdle extends ApplicationRule {
  CoresIdle() {
    super(
        "SPK041",
        "cores-idle",
        Severity.INFO,
        "An executor requests CPUs that it gives no task",
        """
        `cores` is how many tasks an executor runs at a time, 1 where it is not set; `coreRequest` is
        what Kubernetes sets aside for it. Above `cores` it is paid for and idle, but for what a task
        does in threads of its own.
        """,
        "Write `cores` of the same number, or a smaller `coreRequest`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> request = spec.known("executor", "coreRequest");
    if (request.isEmpty()
        || !document.isWhole()
        || Values.confEntry(spec, "spark.executor.cores").isPresent()) {
      return;
    }
    Optional<Node.Entry> field = spec.find("executor", "cores");
    OptionalLong cores =
        field.isEmpty() ? OptionalLong.of(1) : Values.whole(spec.known("executor", "cores"));
    Optional<Quantity> quantity = Quantity.tryParse(request.get().text());
    if (cores.isPresent()
        && quantity.isPresent()
        && quantity.get().value().compareTo(BigDecimal.valueOf(cores.getAsLong() + 1)) >= 0) {
      sink.value(
          request.get(),
          "is more than the tasks that run at a time, "
              + cores.getAsLong()
              + "; write cores of the same number, or request less");
    }
  }
}
