package io.github.tidydag.tables;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for, once, whoever asks. */
public final class Lazy<T> {
  private final Supplier<T> make;
  private volatile @Nullable T made;

  public Lazy(Supplier<T> make) {
    this.make = make;
  }

  /** The one thing. */
  public T get() {
    T there = made;
    return there != null ? there : makeOnce();
  }

  private synchronized T makeOnce() {
    T there = made;
    if (there == null) {
      there = make.get();
      made = there;
    }
    return there;
  }
}
