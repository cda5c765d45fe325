package io.github.tidydag.preflight;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Minor versions of Kubernetes. */
final class Minor {
  private static final Pattern VERSION = Pattern.compile("v?1\\.([0-9]{1,3}).*");

  private Minor() {}

  /** Of {@code v1.36} or {@code v1.36.1}; empty for {@code latest}. */
  static Optional<Integer> of(String version) {
    Matcher minor = VERSION.matcher(version);
    return minor.matches() ? Optional.of(Integer.valueOf(minor.group(1))) : Optional.empty();
  }
}
