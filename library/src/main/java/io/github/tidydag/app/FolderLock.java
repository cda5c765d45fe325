package io.github.tidydag.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has one run at a time write to a folder. The file that is locked is in the system's folder for
 * temporary files and stays there: in the folder itself it would be committed with the rest, and a
 * lock that is deleted can be taken twice.
 */
final class FolderLock {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** In one JVM file locks do not exclude, and closing one file gives up the lock of another. */
  private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

  private FolderLock() {}

  /** What is done under the lock. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does something while nobody else does anything under the lock of that folder, which is there.
   *
   * @throws IOException if another run still has the lock when the patience is over
   */
  static <T> T during(Path folder, Duration patience, Work<T> work) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    try {
      if (!IN_THIS_JVM.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw taken();
      }
      try (FileChannel channel = open(folder.toRealPath())) {
        while (channel.tryLock() == null) {
          if (System.nanoTime() - end > 0) {
            throw taken();
          }
          TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
        return work.run();
      } finally {
        IN_THIS_JVM.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("was interrupted while another tidydag wrote to it", e);
    }
  }

  private static IOException taken() {
    return new IOException("another tidydag is writing to it; run this one when that has ended");
  }

  /** A file of its own for each folder and each user. */
  private static FileChannel open(Path folder) throws IOException {
    String key = System.getProperty("user.name") + "\0" + folder;
    UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return FileChannel.open(
        Path.of(System.getProperty("java.io.tmpdir"), "tidydag-" + name + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        LinkOption.NOFOLLOW_LINKS);
  }
}
