package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.TextEdit;
import io.github.tidydag.lint.rules.common.Cores;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cores that are no whole number. */
final class FractionalCores extends ApplicationRule {
  private static final String REQUEST = "coreRequest";
  private static final Pattern WHOLE = Pattern.compile("[0-9]+\\.0+");

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
        "Write `cores: 1`, and the fraction as `coreRequest: 500m`; where there is no such field, as"
            + " `spark.kubernetes.executor.request.cores: 500m` (or `driver`) in `sparkConf`.",
        SparkRules.ON_KUBERNETES);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    boolean fields = document.kind().isKubeflowApplication();
    for (String pod : Values.PODS) {
      boolean said =
          (fields && spec.find(pod, REQUEST).isPresent())
              || Values.confEntry(spec, requestConf(pod)).isPresent();
      if (fields) {
        spec.known(pod, "cores")
            .filter(Cores::isFraction)
            .filter(cores -> !arrivesWhole(cores))
            .ifPresent(cores -> found(document, cores, spec.block(pod), REQUEST, said, sink));
      }
      if (document.kind() == DocumentKind.SPARK_CONNECT && pod.equals("driver")) {
        continue; // the operator makes the server's pod, and Spark reads no such number there
      }
      Values.conf(spec, "spark." + pod + ".cores")
          .filter(Cores::isFraction)
          .ifPresent(
              cores ->
                  found(
                      document,
                      cores,
                      spec.block(Values.SPARK_CONF),
                      requestConf(pod),
                      said || (fields && spec.find(pod, "cores").isPresent()),
                      sink));
    }
  }

  /**
   * A fraction, and how to write what it says: as tasks at a time, and as CPU.
   *
   * @param request the key of the CPU, in the block of the cores
   * @param said whether another key says how much CPU it is, so that this one does not
   */
  private static void found(
      Document document,
      Node.Scalar cores,
      Optional<Block> block,
      String request,
      boolean said,
      Sink sink) {
    Optional<Cores.Split> split = Cores.split(cores);
    if (split.isEmpty()) {
      sink.value(cores, "is no whole number; write 1 or more");
      return;
    }
    String message = "is no whole number; write " + split.get().cores();
    @Nullable Fix fix = Rewriting.of(document, cores, split.get().cores(), false);
    if (fix != null && request.equals(REQUEST)) { // a number, which quotes would make a text
      fix = new Fix(fix.title(), false, List.of(Edits.replace(cores, split.get().cores())));
    }
    Optional<String> cpu = split.get().request().filter(c -> !said);
    if (cpu.isPresent()) {
      String line = request + ": " + cpu.get();
      message += ", and the fraction as " + line;
      Optional<TextEdit> insertion =
          document.isPartial()
              ? Optional.empty() // what it patches may say it
              : block.flatMap(b -> Edits.insert(b, request, cpu.get()));
      fix = fix == null || insertion.isEmpty() ? null : both(fix, insertion.get(), line);
    }
    sink.value(cores, message, fix);
  }

  private static Fix both(Fix fix, TextEdit insertion, String line) {
    return new Fix(
        fix.title() + " and " + line,
        fix.safe(),
        Stream.concat(fix.edits().stream(), Stream.of(insertion)).toList());
  }

  /** Of Spark 3.0 and newer; the executor's is older. */
  private static String requestConf(String pod) {
    return "spark.kubernetes." + pod + ".request.cores";
  }

  /** Whether it is 1.0, a whole number to the API server; to Spark, in a text, it is none. */
  private static boolean arrivesWhole(Node.Scalar cores) {
    return cores.kind() == Node.Kind.DECIMAL && WHOLE.matcher(cores.text()).matches();
  }
}
