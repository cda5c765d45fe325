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
      spec.known(pod, "cores")
          .filter(Cores::isFraction)
          .filter(cores -> !arrivesWhole(cores))
          .ifPresent(
              cores ->
                  found(
                      cores,
                      spec.block(pod).filter(block -> isSaidHere(document, spec, pod)),
                      REQUEST,
                      document,
                      sink));
      Values.conf(spec, "spark." + pod + ".cores")
          .filter(Cores::isFraction)
          .ifPresent(
              cores ->
                  found(
                      cores,
                      spec.block(Values.SPARK_CONF)
                          .filter(
                              conf ->
                                  isSaidHere(document, spec, pod)
                                      && spec.find(pod, "cores").isEmpty()),
                      requestConf(pod),
                      document,
                      sink));
    }
  }

  /**
   * A fraction, and how to write it where it alone says how much CPU the pod requests: as two keys.
   *
   * @param block where the request may be written; empty if it is said elsewhere, or may be
   * @param request the key of the request
   */
  private static void found(
      Node.Scalar cores, Optional<Block> block, String request, Document document, Sink sink) {
    Optional<Cores.Split> split = Cores.split(cores);
    if (split.isEmpty()) {
      sink.value(cores, "is no whole number; write 1 or more");
      return;
    }
    String whole = split.get().cores();
    Optional<String> cpu = split.get().request();
    String message = "is no whole number; write " + whole;
    @Nullable Fix fix = Rewriting.of(document, cores, whole, false);
    if (cpu.isEmpty()) {
      sink.value(cores, message, fix);
    } else {
      Optional<TextEdit> insertion = block.flatMap(b -> Edits.insert(b, request, cpu.get()));
      sink.value(
          cores,
          message + ", and the fraction as " + REQUEST + ": " + cpu.get(),
          fix == null || insertion.isEmpty()
              ? null
              : new Fix(
                  fix.title() + " and " + request + ": " + cpu.get(),
                  false,
                  Stream.concat(fix.edits().stream(), insertion.stream()).toList()));
    }
  }

  /** Whether cores alone say how much CPU a pod requests. */
  private static boolean isSaidHere(Document document, Block spec, String pod) {
    return !document.isPartial()
        && spec.find(pod, REQUEST).isEmpty()
        && Values.confEntry(spec, requestConf(pod)).isEmpty();
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
