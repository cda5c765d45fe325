package io.github.tidydag.preflight;

import java.util.function.Function;

/** What a cluster says, or why it does not. */
public sealed interface Fact<T> {

  /** It says so. */
  record Known<T>(T value) implements Fact<T> {}

  /** It does not say. */
  record Unknown<T>(String reason) implements Fact<T> {}

  /** What it says, or something else if it does not. */
  default T orElse(T other) {
    return this instanceof Known<T> known ? known.value() : other;
  }

  /** The same of what is made of it. */
  default <R> Fact<R> map(Function<T, R> function) {
    if (this instanceof Known<T> known) {
      return new Known<>(function.apply(known.value()));
    }
    return new Unknown<>(((Unknown<T>) this).reason());
  }
}
