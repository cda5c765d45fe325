package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** The dynamic allocation of an application, in the field of the spec or in {@code sparkConf}. */
final class DynamicAllocation {
  static final String FIELD = "dynamicAllocation";
  static final String CONF = "spark.dynamicAllocation.";
  static final String CONF_ENABLED = CONF + "enabled";

  private DynamicAllocation() {}

  /** Whether the field switches it on. */
  static boolean byField(Block spec) {
    return Values.is(spec.known(FIELD, "enabled"), true);
  }

  /** Whether {@code sparkConf} switches it on, and the field does not. */
  static boolean byConf(Block spec) {
    return !byField(spec) && Values.is(Values.conf(spec, CONF_ENABLED), true);
  }

  /** A bound such as {@code maxExecutors}, wherever it counts; empty if it is not known. */
  static Optional<Node.Scalar> bound(Block spec, String name) {
    Optional<Node.Entry> field = byField(spec) ? spec.find(FIELD, name) : Optional.empty();
    return field.isPresent() ? Document.known(field.get().value()) : Values.conf(spec, CONF + name);
  }

  /** Whether a bound is given, known or not. */
  static boolean has(Block spec, String name) {
    return (byField(spec) && spec.find(FIELD, name).isPresent())
        || Values.confEntry(spec, CONF + name).isPresent();
  }
}
