package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Cores;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.regex.Pattern;

/** Cores that are no whole number. */
final class FractionalCores extends ApplicationRule {
  private static final String PROBLEM = "is no whole number; write 1, and the fraction as ";

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
      String problem =
          PROBLEM + (fields ? "coreRequest" : "spark.kubernetes." + pod + ".request.cores");
      if (fields) {
        spec.known(pod, "cores")
            .filter(Cores::isFraction)
            .filter(cores -> !arrivesWhole(cores))
            .ifPresent(cores -> sink.value(cores, problem, whole(cores)));
      }
      if (document.kind() == DocumentKind.SPARK_CONNECT && pod.equals("driver")) {
        continue; // the operator makes the server's pod, and Spark reads no such number there
      }
      Values.conf(spec, "spark." + pod + ".cores")
          .filter(Cores::isFraction)
          .ifPresent(
              cores -> sink.value(cores, problem, Rewriting.of(document, cores, "1", false)));
    }
  }

  /** Whether it is 1.0, a whole number to the API server; to Spark, in a text, it is none. */
  private static boolean arrivesWhole(Node.Scalar cores) {
    return cores.kind() == Node.Kind.DECIMAL && WHOLE.matcher(cores.text()).matches();
  }

  private static Fix whole(Node.Scalar cores) {
    return new Fix("write 1", false, List.of(Edits.replace(cores, "1")));
  }
}
