package io.github.tidydag.app;

import io.github.tidydag.render.GeneratedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The Python module that DAGs, generated or written by hand, hang their runs on. */
public final class Companion {
  /** What stands for the spec of a file that no spec made. */
  static final String SOURCE = "tidydag";

  private static final String FOLDER = "/io/github/tidydag/templates/companion/";

  private Companion() {}

  /** {@code tidydag_run.py}. */
  public static GeneratedFile module() {
    return file("tidydag_run.py");
  }

  /** {@code tidydag_preflight.py}. */
  static GeneratedFile preflight() {
    return file("tidydag_preflight.py");
  }

  /**
   * The files to put beside DAGs.
   *
   * @param policy true for the cluster policy too
   */
  public static List<GeneratedFile> files(boolean policy) {
    List<GeneratedFile> files = new ArrayList<>(List.of(module()));
    if (policy) {
      files.add(file("tidydag_policy.py"));
    }
    return files;
  }

  private static GeneratedFile file(String name) {
    try (InputStream in = Companion.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("tidydag-templates lacks " + name);
      }
      return new GeneratedFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
