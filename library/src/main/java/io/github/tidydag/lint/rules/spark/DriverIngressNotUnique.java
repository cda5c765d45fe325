package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Two ways in to the driver that share a port or an address. */
final class DriverIngressNotUnique extends ApplicationRule {
  DriverIngressNotUnique() {
    super(
        "SPK062",
        "driver-ingress-not-unique",
        Severity.ERROR,
        "Two entries of `driverIngressOptions` share a port or an address",
        """
        The operator's webhook refuses a `servicePort` or an `ingressURLFormat` that stands there twice (2.0
        and newer): Service and Ingress are called after the port.
        """,
        "Write another port or another address.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (!(spec.body().get("driverIngressOptions").orElse(null) instanceof Node.Sequence options)) {
      return;
    }
    Set<String> ports = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (Node option : options.items()) {
      unique(Document.known(option, "servicePort"), ports, "port", sink);
      unique(Document.known(option, "ingressURLFormat"), addresses, "address", sink);
    }
  }

  private static void unique(
      Optional<Node.Scalar> value, Set<String> seen, String what, Sink sink) {
    if (value.isPresent() && !value.get().text().isEmpty() && !seen.add(value.get().text())) {
      sink.value(
          value.get(),
          "is the " + what + " of another entry, which the operator refuses; write another");
    }
  }
}
