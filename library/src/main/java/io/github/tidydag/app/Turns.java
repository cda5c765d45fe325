package io.github.tidydag.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Gives turns to threads, so many in a second. */
final class Turns {
  private final long nanos;
  private long next = System.nanoTime();

  /** As many as there are takers, if none in a second. */
  Turns(int perSecond) {
    this.nanos = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
  }

  /** Waits for a turn; false at once, and without one, if that comes only after `most`. */
  boolean await(Duration most) {
    long turn;
    synchronized (this) {
      long now = System.nanoTime();
      turn = Math.max(next, now);
      if (turn - now > most.toNanos()) {
        return false;
      }
      next = turn + nanos;
    }
    while (turn > System.nanoTime()) {
      LockSupport.parkNanos(turn - System.nanoTime());
    }
    return true;
  }
}
