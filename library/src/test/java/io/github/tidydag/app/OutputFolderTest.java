package io.github.tidydag.app;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tidydag.render.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end half way, and two at once. */
final class OutputFolderTest {
  private static final String SPEC = "../specs/one.dag.yaml";

  @TempDir private Path temporary;

  @Test
  void the_manifest_is_right_after_every_move() throws IOException {
    List<Path> moves = new ArrayList<>();
    Path whole = start("whole");
    output(whole, "2", (from, to) -> moves.add(Files.move(from, to, REPLACE_EXISTING)))
        .write("1", false);
    assertThat(moves).hasSize(4);

    for (int done = 0; done < moves.size(); done++) {
      Path folder = start("after" + done);
      List<Path> left = new ArrayList<>(moves.subList(0, done));
      OutputFolder broken =
          output(
              folder,
              "2",
              (from, to) -> {
                if (left.isEmpty()) {
                  throw new IOException("no space left on device");
                }
                left.remove(0);
                Files.move(from, to, REPLACE_EXISTING);
              });
      assertThatThrownBy(() -> broken.write("1", false)).hasMessageContaining("no space left");
      Files.writeString(folder.resolve(".tidydag-1.tmp"), "of a run that was killed");

      output(folder, "3").write("1", false); // takes nothing for a stranger's, or for edited
      assertThat(Files.readString(folder.resolve("a.py"))).isEqualTo("a3");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(f -> f.getFileName().toString()))
            .containsExactlyInAnyOrder("a.py", "b.py", OutputManifest.NAME);
      }
      assertThat(Files.readString(folder.resolve(OutputManifest.NAME))).doesNotContain("before");
    }
  }

  @Test
  void an_edit_is_seen_after_a_run_that_ended_half_way() throws IOException {
    Path folder = start("out");
    OutputFolder broken =
        output(
            folder,
            "2",
            (from, to) -> {
              if (to.endsWith("b.py")) {
                throw new IOException("no space left on device");
              }
              Files.move(from, to, REPLACE_EXISTING);
            });
    assertThatThrownBy(() -> broken.write("1", false)).isInstanceOf(TidydagException.class);
    Files.writeString(folder.resolve("b.py"), "edited");
    assertThatThrownBy(() -> output(folder, "3").write("1", false))
        .hasMessageContaining("b.py: changed since tidydag wrote it");
  }

  @Test
  void only_one_process_writes() throws Exception {
    Path folder = start("out");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('x');
      assertThatThrownBy(() -> FolderLock.during(folder, Duration.ofMillis(200), () -> "never"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("another tidydag is writing to it");
      other.getOutputStream().close();
      assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
      output(folder, "2").write("1", false);
      assertThat(folder.resolve("a.py")).hasContent("a2");
    } finally {
      other.destroyForcibly();
    }
  }

  /** Holds the lock of a folder until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      FolderLock.during(
          Path.of(args[0]),
          Duration.ofMinutes(1),
          () -> {
            System.out.print("x");
            System.out.flush();
            return System.in.read();
          });
    }
  }

  /** A folder with three files, of which one will be stale. */
  private Path start(String name) {
    Path folder = temporary.resolve(name);
    OutputFolder output = output(folder, "1");
    output.add(new GeneratedFile("stale.py", "stale"), SPEC);
    output.write("1", false);
    return folder;
  }

  private static OutputFolder output(Path folder, String version) {
    return add(new OutputFolder(folder), version);
  }

  private static OutputFolder output(Path folder, String version, OutputFolder.Move move) {
    return add(new OutputFolder(folder, move), version);
  }

  private static OutputFolder add(OutputFolder output, String version) {
    output.add(new GeneratedFile("a.py", "a" + version), SPEC);
    output.add(new GeneratedFile("b.py", "b" + version), SPEC);
    return output;
  }
}
