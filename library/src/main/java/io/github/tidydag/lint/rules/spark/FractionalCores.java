package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cores that are no whole number. */
final class FractionalCores extends ApplicationRule {
  private static final Pattern FRACTION = Pattern.compile("[0-9]*\\.[0-9]+|[0-9]+m");

  FractionalCores() {
    super(
        "SPK042",
        "fractional-cores",
        Severity.ERROR,
        "A number of cores is a fraction",
        """
        `cores` is the number of tasks at a time and becomes `spark.driver.cores` or
        `spark.executor.cores`, whole numbers both; the schema refuses others since 1.1.2, where older
        operators took `0.1`. How much CPU a pod requests is another matter.
        """,
        "Write `cores: 1`, and the fraction as `coreRequest: 500m`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    for (String pod : Values.PODS) {
      check(document, spec.known(pod, "cores"), sink);
      check(document, Values.conf(spec, "spark." + pod + ".cores"), sink);
    }
  }

  private static void check(Document document, Optional<Node.Scalar> cores, Sink sink) {
    if (cores.isPresent() && FRACTION.matcher(cores.get().text()).matches()) {
      sink.value(
          cores.get(),
          "is no whole number; write 1, and the fraction as coreRequest",
          Values.rewriting(document, cores.get(), "1", false));
    }
  }
}
