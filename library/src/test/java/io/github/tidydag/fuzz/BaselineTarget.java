package io.github.tidydag.fuzz;

import io.github.tidydag.app.BaselineFile;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.lint.Baseline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A baseline is read, or refused in words; what was read is written and read as the same. */
public final class BaselineTarget {
  private static final Path FILE = file();

  private BaselineTarget() {}

  /** Jazzer calls it with each file. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Oracle.inTime(() -> check(bytes));
  }

  private static void check(byte[] bytes) {
    BaselineFile file = new BaselineFile(FILE);
    Baseline baseline;
    try {
      Files.write(FILE, bytes);
      baseline = file.read();
    } catch (TidydagException refused) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.compare(baseline, List.of());
    file.write(baseline);
    Oracle.holds(file.read().entries().equals(baseline.entries()), () -> "is written as another");
  }

  private static Path file() {
    try {
      Path file = Files.createTempFile("baseline", ".json");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
