package io.github.tidydag.app;

import io.github.tidydag.source.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a program that a user has configured: no shell reads it, and it gets no input. */
final class Program {
  private static final long MOST_MINUTES = 30;
  private static final int MOST_LINES = 3;
  private static final int MOST_CHARACTERS = 2000;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Program() {}

  /** What a program has printed, which may be much. */
  record Output(Path file) implements AutoCloseable {
    BufferedReader lines() throws IOException {
      return Program.lines(file);
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Runs to the end.
   *
   * @throws IOException if it cannot be started, does not end in half an hour, or ends with another
   *     code than 0; the message has what it said last
   */
  static Output run(List<String> command, Path folder) throws IOException {
    Output out = new Output(Files.createTempFile("tidydag", ".out"));
    Path errors = Files.createTempFile("tidydag", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.file().toFile())
              .redirectError(errors.toFile());
      builder.environment().put("TZ", "UTC");
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command.get(0) + " did not end in " + MOST_MINUTES + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException(command.get(0) + " ended with " + process.exitValue() + last(errors));
      }
      return out;
    } catch (IOException | InterruptedException e) {
      out.close();
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      throw (IOException) e;
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  /** Bytes that are no UTF-8 are shown as such, and lose nothing else. */
  private static BufferedReader lines(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  private static String last(Path errors) throws IOException {
    try (BufferedReader lines = lines(errors)) {
      List<String> said = lines.lines().filter(line -> !line.isBlank()).toList();
      return said.isEmpty()
          ? " and said nothing"
          : ": "
              + said.subList(Math.max(0, said.size() - MOST_LINES), said.size()).stream()
                  .map(line -> Text.shorten(line.strip(), MOST_CHARACTERS))
                  .collect(Collectors.joining("; "));
    }
  }

  /** A command as a shell would take it. */
  static String shown(List<String> command) {
    return command.stream().map(Program::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + Text.shorten(argument, MOST_CHARACTERS).replace("'", "'\\''") + "'";
  }
}
