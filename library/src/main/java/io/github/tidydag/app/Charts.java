package io.github.tidydag.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which files are templates of Helm charts. */
final class Charts {
  private final Map<Path, Optional<Path>> charts = new HashMap<>();

  /** The chart that a file is a template of. */
  Optional<Path> chartOf(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null ? Optional.empty() : chart(folder);
  }

  private Optional<Path> chart(Path folder) {
    Optional<Path> known = charts.get(folder);
    if (known != null) {
      return known;
    }
    Path parent = folder.getParent();
    Optional<Path> chart = Optional.empty();
    if (parent != null) {
      boolean isTemplates =
          String.valueOf(folder.getFileName()).equals("templates")
              && Files.isRegularFile(parent.resolve("Chart.yaml"));
      chart = isTemplates ? Optional.of(parent) : chart(parent);
    }
    charts.put(folder, chart);
    return chart;
  }
}
