package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** A way in to the driver without an address. */
final class DriverIngressWithoutAddress extends ApplicationRule {
  DriverIngressWithoutAddress() {
    super(
        "SPK063",
        "driver-ingress-without-address",
        Severity.ERROR,
        "An entry of `driverIngressOptions` has no `ingressURLFormat`",
        """
        The schema does not ask for it, but the operator's webhook refuses an entry without one (2.0 and
        newer).
        """,
        "Write `ingressURLFormat: \"spark.example.com/{{$appNamespace}}/{{$appName}}\"`.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Entry> entry = spec.find("driverIngressOptions");
    if (entry.isEmpty()
        || document.isPartial()
        || !(entry.get().value() instanceof Node.Sequence options)) {
      return;
    }
    for (Node option : options.items()) {
      if (option instanceof Node.Mapping mapping) {
        Optional<Node> format = mapping.get("ingressURLFormat");
        if (format.isEmpty()
            || (format.get() instanceof Node.Scalar scalar
                && (scalar.isNull() || scalar.text().isEmpty()))) {
          sink.missing(
              new Block(entry.get(), mapping),
              "ingressURLFormat",
              "has an entry without ingressURLFormat, which the operator refuses; write the address");
        }
      }
    }
  }
}
