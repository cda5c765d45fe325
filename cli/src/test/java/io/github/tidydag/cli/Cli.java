package io.github.tidydag.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** Runs command lines as {@code main} does, without ending the JVM. */
final class Cli {
  /** What a command line did. */
  record Ran(int exit, String out, String err) {}

  private Cli() {}

  static Ran run(String... args) {
    return run("", new String[0], args);
  }

  static Ran withStdin(String stdin, String... args) {
    return run(stdin, new String[0], args);
  }

  /** With somebody who answers, until the answers end. */
  static Ran asking(String[] answers, String... args) {
    return run("", answers, args);
  }

  private static Ran run(String stdin, String[] answers, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Deque<String> left = new ArrayDeque<>(Arrays.asList(answers));
    Main main =
        new Main(
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            question -> Optional.ofNullable(left.poll()),
            false);
    int exit = Main.run(main, new PrintWriter(out), new PrintWriter(err), args);
    return new Ran(exit, out.toString(), err.toString());
  }
}
