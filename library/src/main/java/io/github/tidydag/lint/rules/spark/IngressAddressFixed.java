package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** One address for the drivers of all runs. */
final class IngressAddressFixed extends ScheduleRule {
  IngressAddressFixed() {
    super(
        "SPK064",
        "ingress-address-fixed",
        Severity.WARNING,
        "A schedule gives the drivers of all its runs one address",
        """
        The runs that the history limits keep have an Ingress each, and all of them claim the same host and
        path: the controller sends requests to any, or refuses the newer one.
        """,
        "Put `{{$appName}}` into `ingressURLFormat`; the operator writes the run's name there.");
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Node options =
        spec.find("template", "driverIngressOptions").map(Node.Entry::value).orElse(null);
    if (options instanceof Node.Sequence list) {
      for (Node option : list.items()) {
        Optional<Node.Scalar> format = Document.known(option, "ingressURLFormat");
        if (format.isPresent() && !format.get().text().isEmpty()) {
          sink.value(
              format.get(),
              "is the address of each run, and those that are kept still claim it; put"
                  + " {{$appName}} into it");
        }
      }
    }
  }
}
