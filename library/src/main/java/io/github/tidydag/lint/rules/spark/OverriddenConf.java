package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of {@code sparkConf} that the operator passes to spark-submit a second time, from a field of
 * the spec. The later one counts, which is the field's ({@code buildSparkSubmitArgs}, 2.0.2 to
 * 2.5.2; the same order in 1.x).
 */
final class OverriddenConf extends ApplicationRule {
  private final List<Key> keys;

  /** A key, and the field that counts instead. */
  private record Key(String name, List<String> field) {
    Key(String name, String block, String key) {
      this(name, List.of(block, key));
    }

    @Override
    public String toString() {
      return String.join(".", field);
    }
  }

  private OverriddenConf(String id, String name, String what, Key... keys) {
    super(
        id,
        name,
        Severity.WARNING,
        what + " stands in `sparkConf` and in a field, differently",
        "The operator passes both to spark-submit, `sparkConf` first and the field last ("
            + "`buildSparkSubmitArgs`, 1.1 to 2.5.2), and the last one counts. Whoever changes the"
            + " key in `sparkConf` changes nothing.",
        "Keep the field.");
    this.keys = List.of(keys);
  }

  static List<Rule> all() {
    return List.of(
        new OverriddenConf(
            "SPK155",
            "memory-twice",
            "The memory",
            new Key("spark.driver.memory", "driver", "memory"),
            new Key("spark.executor.memory", "executor", "memory")),
        new OverriddenConf(
            "SPK156",
            "memory-overhead-twice",
            "The memory overhead",
            new Key("spark.driver.memoryOverhead", "driver", "memoryOverhead"),
            new Key("spark.executor.memoryOverhead", "executor", "memoryOverhead")),
        new OverriddenConf(
            "SPK157",
            "cores-twice",
            "The number of cores",
            new Key("spark.driver.cores", "driver", "cores"),
            new Key("spark.executor.cores", "executor", "cores")),
        new OverriddenConf(
            "SPK158",
            "core-request-twice",
            "The request or limit of CPUs",
            new Key("spark.kubernetes.driver.request.cores", "driver", "coreRequest"),
            new Key("spark.kubernetes.executor.request.cores", "executor", "coreRequest"),
            new Key("spark.kubernetes.driver.limit.cores", "driver", "coreLimit"),
            new Key("spark.kubernetes.executor.limit.cores", "executor", "coreLimit")),
        new OverriddenConf(
            "SPK159",
            "instances-twice",
            "The number of executors",
            new Key("spark.executor.instances", "executor", "instances")),
        new OverriddenConf(
            "SPK160",
            "java-options-twice",
            "The options of the JVM",
            new Key("spark.driver.extraJavaOptions", "driver", "javaOptions"),
            new Key("spark.executor.extraJavaOptions", "executor", "javaOptions")),
        new OverriddenConf(
            "SPK161",
            "dynamic-allocation-twice",
            "A bound of dynamic allocation",
            new Key(
                "spark.dynamicAllocation.initialExecutors",
                "dynamicAllocation",
                "initialExecutors"),
            new Key("spark.dynamicAllocation.minExecutors", "dynamicAllocation", "minExecutors"),
            new Key("spark.dynamicAllocation.maxExecutors", "dynamicAllocation", "maxExecutors")),
        new OverriddenConf(
            "SPK162",
            "delete-on-termination-twice",
            "Whether executors are deleted",
            new Key(ExecutorsKept.CONF, "executor", "deleteOnTermination")),
        new OverriddenConf(
            "SPK163",
            "driver-name-twice",
            "The name of the driver pod",
            new Key("spark.kubernetes.driver.pod.name", "driver", "podName")));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isEmpty()) {
      return;
    }
    Map<Node.Entry, String> unread = new LinkedHashMap<>();
    for (Key key : keys) {
      Optional<Node.Entry> entry = conf.get().find(key.name());
      if (entry.isEmpty()) {
        continue;
      }
      Optional<Node.Scalar> field = spec.known(key.field().get(0), key.field().get(1));
      Optional<Node.Scalar> said = Document.known(entry.get().value());
      boolean counts =
          !key.field().get(0).equals(DynamicAllocation.FIELD) || DynamicAllocation.byField(spec);
      if (field.isPresent()
          && counts
          && (said.isEmpty() || !said.get().text().equals(field.get().text()))) {
        boolean shown = !key.name().endsWith("JavaOptions"); // may hold a password
        String value = shown ? ", " + document.written(field.get()) : "";
        unread.put(entry.get(), "has no effect beside " + key + value + "; remove it");
      }
    }
    Values.removeAll(document, conf.get(), unread, sink);
  }
}
