package io.github.tidydag.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example in Java compiles against this API and makes the files that are committed beside it.
 */
final class CodeFirstExampleTest {
  private static final Path EXAMPLE = Path.of("..", "examples", "code-first");

  @TempDir private Path folder;

  @Test
  void makes_what_is_committed() throws Exception {
    Path classes = folder.resolve("classes");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                Files.createDirectory(classes).toString(),
                EXAMPLE.resolve("src/main/java/com/example/dags/Reports.java").toString());
    assertThat(status).isZero();
    Path here = Files.createDirectory(folder.resolve("here"));
    for (String name : new String[] {".tidydag.yaml", "aggregate.yaml"}) {
      Files.copy(EXAMPLE.resolve(name), here.resolve(name));
    }

    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      loader
          .loadClass("com.example.dags.Reports")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {here.toString()});
    }

    assertThat(files(here.resolve("dags"))).isEqualTo(files(EXAMPLE.resolve("dags")));
  }

  /** The files of a folder, without the version that wrote them: here tidydag is in no package. */
  private static Map<Path, String> files(Path folder) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(path).replaceFirst("\"tidydag\" : \"[^\"]*\"", "");
        files.put(folder.relativize(path), text);
      }
    }
    return files;
  }
}
