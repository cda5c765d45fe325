package io.github.tidydag.lint.rules.common;

import io.github.tidydag.source.Node;
import java.util.regex.Pattern;

/** Numbers of cores, as people write them. */
public final class Cores {
  private static final Pattern FRACTION = Pattern.compile("[0-9]*\\.[0-9]+|[0-9]+m");

  private Cores() {}

  /** Whether it is a fraction, which Kubernetes has as a request of CPU, and Spark has not. */
  public static boolean isFraction(Node.Scalar cores) {
    return FRACTION.matcher(cores.text()).matches();
  }
}
