package io.github.tidydag.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work on many inputs at once, as many as there are processors. */
final class Parallel {
  private static final int MOST_THREADS = 8;

  private Parallel() {}

  /** What comes of each input, in their order. */
  static <I, O> List<O> each(List<I> inputs, Function<I, O> work) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    List<O> done = new ArrayList<>();
    if (inputs.size() < 2 || threads < 2) {
      inputs.forEach(input -> done.add(work.apply(input)));
      return done;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<O>> tasks = new ArrayList<>();
      inputs.forEach(input -> tasks.add(() -> work.apply(input)));
      for (Future<O> future : pool.invokeAll(tasks)) {
        done.add(future.get());
      }
      return done;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TidydagException told) {
        throw told;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
