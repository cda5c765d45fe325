package io.github.tidydag.lint.rules.common;

import io.github.tidydag.kubernetes.Quantity;
import io.github.tidydag.source.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of cores, as people write them. */
public final class Cores {
  private static final Pattern FRACTION = Pattern.compile("[0-9]*\\.[0-9]+|[0-9]+m");
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000);
  private static final int LONGEST = 10;

  private Cores() {}

  /** Whether it is a fraction, which Kubernetes has as a request of CPU, and Spark has not. */
  public static boolean isFraction(Node.Scalar cores) {
    return FRACTION.matcher(cores.text()).matches();
  }

  /**
   * A fraction as what says the same: tasks at a time, and CPU.
   *
   * @param cores the whole number of which the fraction is a part, or the next above it
   * @param request the fraction in thousandths, {@code 500m}; empty if it is a whole number
   */
  public record Split(String cores, Optional<String> request) {}

  /** What a fraction is; empty for 0, and for one that nobody means. */
  public static Optional<Split> split(Node.Scalar fraction) {
    if (fraction.text().length() > LONGEST) {
      return Optional.empty();
    }
    return Quantity.tryParse(fraction.text())
        .map(Quantity::value)
        .filter(cpus -> cpus.signum() > 0 && cpus.compareTo(MOST) <= 0)
        .map(BigDecimal::stripTrailingZeros)
        .filter(cpus -> cpus.scale() <= 3)
        .map(
            cpus ->
                new Split(
                    cpus.setScale(0, RoundingMode.CEILING).toPlainString(),
                    cpus.scale() <= 0
                        ? Optional.empty()
                        : Optional.of(cpus.movePointRight(3).toPlainString() + "m")));
  }
}
