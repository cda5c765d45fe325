package io.github.tidydag.fuzz;

import io.github.tidydag.lint.FileText;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** What must hold of every text. */
final class Oracle {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Oracle() {}

  /** A text as it comes out of a file. */
  static String text(byte[] bytes) {
    return new FileText(new String(bytes, StandardCharsets.UTF_8)).text();
  }

  /** Fails if it takes longer than any text of this size may; time of the processor counts. */
  static void inTime(Runnable work) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    holds(took < LONGEST.toNanos(), () -> "took " + Duration.ofNanos(took));
  }

  /** That a place is in the text, and ends after it starts. */
  static void isInside(SourceText source, Location at) {
    isPlace(source, at, at.line(), at.column());
    isPlace(source, at, at.endLine(), at.endColumn());
    holds(
        at.line() < at.endLine() || (at.line() == at.endLine() && at.column() <= at.endColumn()),
        () -> at + " ends before it starts");
    source.at(at);
  }

  private static void isPlace(SourceText source, Location at, int line, int column) {
    holds(line >= 1 && line <= source.lines() && column >= 1, () -> at + " is in no line: " + line);
    String text = source.line(line);
    int columns = text.codePointCount(0, text.length()) + 1;
    holds(column <= columns, () -> at + " is after the line: " + line + ":" + column);
  }

  /** How much of a text is no YAML. */
  static int mistakes(String text) {
    Problems problems = new Problems();
    YamlReader.readEach("f", JinjaMask.mask(text), problems);
    return problems.sorted().size();
  }

  static void holds(boolean condition, Supplier<String> message) {
    if (!condition) {
      throw new AssertionError(message.get());
    }
  }
}
