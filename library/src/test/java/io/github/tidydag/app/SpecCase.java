package io.github.tidydag.app;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.tidydag.render.GeneratedFile;
import io.github.tidydag.spec.Tables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of {@code src/test/resources/specs}: a spec, what it reads, and what must come of it. It
 * is read from a copy elsewhere.
 */
record SpecCase(Path folder) {
  static final Path SPECS = Path.of("src/test/resources/specs");

  private static final Tables TABLES = Tables.load();

  /** What came of a case: every message with file names as seen from it, and the files. */
  record Outcome(String messages, Map<String, String> files, boolean hasErrors) {}

  static List<Path> all(String kind) throws IOException {
    try (Stream<Path> folders = Files.list(SPECS.resolve(kind))) {
      return folders.sorted().toList();
    }
  }

  Outcome run(Path temporary) throws IOException {
    Path copy = temporary.toRealPath();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(folder.relativize(file).toString());
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
        Files.copy(file, target);
      }
    }
    Path config = copy.resolve(Workspace.CONFIG);
    if (!Files.exists(config)) {
      Files.writeString(config, ""); // that of a folder above does not count
    }
    return generate(copy.resolve("spec.dag.yaml"), copy);
  }

  /** Reads one spec and gives all that came of it. */
  static Outcome generate(Path spec, Path base) {
    GenerateDags.Result result;
    try {
      result =
          new GenerateDags(TABLES)
              .generate(
                  new GenerateDags.Request(
                      List.of(spec.toString()),
                      base.resolve("out"),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      new ByteArrayInputStream(new byte[0])));
    } catch (TidydagException e) {
      return new Outcome(relative(e.getMessage() + "\n", base), Map.of(), true);
    }
    String messages = result.problems().stream().map(p -> p + "\n").collect(Collectors.joining());
    Map<String, String> files = new TreeMap<>();
    for (GeneratedFile file : result.output().files()) {
      if (!file.path().equals(Companion.module().path())) {
        files.put(file.path(), file.text());
      }
    }
    return new Outcome(relative(messages, base), files, result.hasErrors());
  }

  private static String relative(String text, Path base) {
    return text.replace(base.toString().replace('\\', '/') + "/", "");
  }

  /** A unified diff; empty if both are the same. */
  static String diff(String name, String expected, String actual) {
    List<String> lines = expected.lines().toList();
    return String.join(
        "\n",
        UnifiedDiffUtils.generateUnifiedDiff(
            name + " (expected)",
            name + " (actual)",
            lines,
            DiffUtils.diff(lines, actual.lines().toList()),
            3));
  }

  /** Compares with a golden file, or writes it where {@code -Dgolden.update=true} says so. */
  static String compare(Path golden, String actual) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      if (System.getenv("CI") != null) {
        throw new IllegalStateException("golden files are not updated in CI; update them by hand");
      }
      Files.createDirectories(Optional.ofNullable(golden.getParent()).orElseThrow());
      Files.writeString(golden, actual, StandardCharsets.UTF_8);
      return "";
    }
    String expected = Files.exists(golden) ? Files.readString(golden, StandardCharsets.UTF_8) : "";
    if (expected.equals(actual)) {
      return "";
    }
    String diff = diff(golden.toString(), expected, actual);
    return diff.isEmpty() ? golden + " differs in line ends only" : diff;
  }
}
