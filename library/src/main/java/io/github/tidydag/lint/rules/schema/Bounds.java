package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.spark.SparkField;
import java.math.BigInteger;

/** Numbers that are less or more than a field allows. */
final class Bounds {
  private Bounds() {}

  static void check(Sink sink, SparkField field, Node.Scalar scalar) {
    if (scalar.kind() == Node.Kind.INTEGER
        && scalar.text().length() <= 9
        && field.minimum().isEmpty()
        && field.maximum().isEmpty()) {
      return;
    }
    BigInteger number = Wire.whole(scalar).orElse(null);
    if (number == null) {
      return;
    }
    long least = field.minimum().orElse(Long.MIN_VALUE);
    long most = field.maximum().orElse(Long.MAX_VALUE);
    if (number.compareTo(BigInteger.valueOf(least)) < 0) {
      sink.under(Infos.OUT_OF_BOUNDS)
          .value(scalar, "is too little for %s; write %s or more".formatted(field.name(), least));
    } else if (number.compareTo(BigInteger.valueOf(most)) > 0) {
      sink.under(Infos.OUT_OF_BOUNDS)
          .value(scalar, "is too much for %s; write %s or less".formatted(field.name(), most));
    }
  }
}
