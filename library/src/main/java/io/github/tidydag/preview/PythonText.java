package io.github.tidydag.preview;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** What {@code str(value)} gives in Python. */
final class PythonText {
  private PythonText() {}

  static String of(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "True" : "False";
    }
    if (value.isNull()) {
      return "None";
    }
    return value.isFloatingPointNumber() ? ofDouble(value.doubleValue()) : value.asText();
  }

  /** The shortest digits that read back the same, plain from 0.0001 up to 10^16. */
  private static String ofDouble(double number) {
    BigDecimal digits = new BigDecimal(NumberOutput.toString(number, true)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (digits.signum() != 0 && (exponent < -4 || exponent >= 16)) {
      String all = digits.unscaledValue().abs().toString();
      String fraction = all.length() > 1 ? "." + all.substring(1) : "";
      return (digits.signum() < 0 ? "-" : "")
          + all.charAt(0)
          + fraction
          + (exponent < 0 ? "e-" : "e+")
          + (Math.abs(exponent) < 10 ? "0" : "")
          + Math.abs(exponent);
    }
    String plain = digits.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }
}
