package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.kubernetes.Quantity;
import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.ContainerPlace;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.ContainerRule;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.Node;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Amounts of resources that containers ask for. */
final class Amounts extends ContainerRule {
  private static final BigDecimal LEAST_MEMORY = new BigDecimal(1 << 20);
  private static final BigDecimal MOST_CORES = new BigDecimal(512);

  private enum Mistake {
    LIMIT_BELOW_REQUEST,
    MEMORY_TOO_SMALL,
    CORES_TOO_MANY,
    EXTENDED_WITHOUT_LIMIT
  }

  private final Mistake mistake;

  private Amounts(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Mistake mistake) {
    super(new RuleInfo(id, name, severity, summary, why, remedy, WITH_PODS));
    this.mistake = mistake;
  }

  static List<Rule> all() {
    return List.of(
        new Amounts(
            "POD030",
            "limit-below-request",
            Severity.ERROR,
            "A limit is below its request",
            "The API server refuses the pod: `must be less than or equal to cpu limit`.\n",
            "Raise the limit, or lower the request.",
            Mistake.LIMIT_BELOW_REQUEST),
        new Amounts(
            "POD031",
            "memory-of-bytes",
            Severity.ERROR,
            "A container gets less memory than any program needs",
            """
            `m` means thousandths, so that `512m` is half a byte, and a number without a unit counts bytes.
            Spark's own settings have another grammar, in which `512m` is 512 MiB. Under such a limit no
            container starts.
            """,
            "Write `Mi` or `Gi`: `512Mi`.",
            Mistake.MEMORY_TOO_SMALL),
        new Amounts(
            "POD032",
            "too-many-cores",
            Severity.WARNING,
            "A container asks for more cores than nodes have",
            "The pod stays Pending for ever. `500` are five hundred cores, and `500m` is half of"
                + " one.\n",
            "Write `m` for thousandths of a core.",
            Mistake.CORES_TOO_MANY),
        new Amounts(
            "POD033",
            "extended-resource-without-limit",
            Severity.ERROR,
            "A device is requested without the same limit",
            """
            Devices such as `nvidia.com/gpu` cannot be shared by promise: the API server refuses a request
            that has no limit, or another one.
            """,
            "Write the limit; the request is then the same by itself.",
            Mistake.EXTENDED_WITHOUT_LIMIT));
  }

  @Override
  protected void check(PodPlace pod, ContainerPlace container, Sink sink) {
    Optional<Block> resources = container.block().block("resources");
    if (resources.isEmpty() || container.part() == ContainerPlace.Part.SPARK) {
      return;
    }
    for (String list : new String[] {"requests", "limits"}) {
      for (Node.Entry entry : Nodes.entries(resources.get(), list)) {
        if (entry.value() instanceof Node.Scalar scalar && !scalar.isNull()) {
          check(resources.get(), list.equals("requests"), entry, scalar, sink);
        }
      }
    }
  }

  private void check(
      Block resources, boolean request, Node.Entry entry, Node.Scalar scalar, Sink sink) {
    Optional<Quantity> amount = Quantity.tryParse(scalar.text());
    if (amount.isEmpty() || amount.get().value().signum() <= 0) {
      return;
    }
    BigDecimal value = amount.get().value();
    String name = entry.name();
    switch (mistake) {
      case LIMIT_BELOW_REQUEST -> {
        Optional<Quantity> limit =
            request && !isExtended(name) ? limit(resources, name) : Optional.empty();
        if (limit.isPresent() && limit.get().compareTo(amount.get()) < 0) {
          sink.value(
              scalar,
              "is more than the limit of %s, %s, which is refused; raise the limit or lower this"
                  .formatted(name, limit.get()));
        }
      }
      case MEMORY_TOO_SMALL -> {
        if (name.equals("memory") && value.compareTo(LEAST_MEMORY) < 0) {
          sink.value(scalar, tooSmall(scalar.text()));
        }
      }
      case CORES_TOO_MANY -> {
        if (name.equals("cpu") && value.compareTo(MOST_CORES) > 0) {
          sink.value(
              scalar,
              "is in cores, and no node has so many; write " + scalar.text() + "m for thousandths");
        }
      }
      case EXTENDED_WITHOUT_LIMIT -> {
        if (request && isExtended(name)) {
          Optional<Quantity> limit = limit(resources, name);
          if (limit.isEmpty()
              ? !Nodes.isSomething(resources.find("limits", name))
                  && resources
                      .block("limits")
                      .map(limits -> !limits.mayHold(name))
                      .orElse(!resources.has("limits") && !resources.mayHold("limits"))
              : limit.get().compareTo(amount.get()) != 0) {
            sink.key(
                entry,
                "is requested without the same limit, which is refused; write limits: {"
                    + name
                    + ": "
                    + scalar.text()
                    + "}");
          }
        }
      }
    }
  }

  private static String tooSmall(String text) {
    boolean milli = text.endsWith("m");
    String number = milli ? text.substring(0, text.length() - 1) : text;
    for (int i = 0; i < number.length(); i++) {
      if (!Character.isDigit(number.charAt(i))) {
        return "is less than a mebibyte, and no program fits; write Mi or Gi";
      }
    }
    return (milli ? "is in thousandths of a byte" : "is in bytes")
        + ", and no program fits; write "
        + number
        + "Mi";
  }

  private static Optional<Quantity> limit(Block resources, String name) {
    return resources.known("limits", name).flatMap(s -> Quantity.tryParse(s.text()));
  }

  private static boolean isExtended(String name) {
    int slash = name.indexOf('/');
    return slash > 0 && !name.startsWith("kubernetes.io/") && !name.startsWith("requests.");
  }
}
