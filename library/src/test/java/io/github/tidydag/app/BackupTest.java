package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As the pods of an Indexed Job do, which share a claim. */
final class BackupTest {
  private static final int AT_ONCE = 16;

  @TempDir private Path folder;

  @Test
  void backups_of_the_same_millisecond_are_files_of_their_own() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
    Backup.Header header = new Backup.Header("c", Instant.parse("2026-11-29T00:00:00Z"), "1");
    Callable<Backup> write =
        () -> {
          barrier.await();
          return Backup.write(folder, header, sink -> {});
        };
    List<Path> files = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Backup>> written = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        written.add(threads.submit(write));
      }
      for (Future<Backup> one : written) {
        files.add(one.get().file());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(files)
        .doesNotHaveDuplicates()
        .hasSize(AT_ONCE)
        .contains(folder.resolve("tidydag-backup-20261129T000000.000Z-16.jsonl"));
  }
}
