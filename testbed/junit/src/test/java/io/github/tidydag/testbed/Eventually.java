package io.github.tidydag.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What a controller does in its own time, as the garbage collector: it is waited for. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Eventually() {}

  static void until(BooleanSupplier there) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!there.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
