package io.github.tidydag.preflight;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as people write them. */
final class Amount {
  private static final BigDecimal MIB = BigDecimal.valueOf(1L << 20);

  private Amount() {}

  /** With the unit that is usual for a resource: Mi of memory, m of a part of a core. */
  static String of(String resource, BigDecimal amount) {
    if (resource.endsWith("memory") || resource.endsWith("storage")) {
      return amount.divide(MIB, 0, RoundingMode.CEILING) + "Mi";
    }
    BigDecimal plain = amount.stripTrailingZeros();
    return plain.scale() > 0
        ? plain.movePointRight(3).setScale(0, RoundingMode.CEILING) + "m"
        : plain.toPlainString();
  }
}
