package io.github.tidydag.cli;

import io.github.tidydag.app.Dialog;
import io.github.tidydag.source.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Asks on a terminal, and wants {@code --yes} where there is none. */
final class Conversation implements Dialog {
  private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();
  private static final long BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();

  private final CommandSpec spec;
  private final Main main;
  private final boolean yes;
  private final PrintWriter err;
  private long shown = System.nanoTime();

  /** Talks for a command; with {@code yes} it asks nothing. */
  Conversation(CommandSpec spec, Main main, boolean yes) {
    this.spec = spec;
    this.main = main;
    this.yes = yes;
    this.err = spec.commandLine().getErr();
  }

  @Override
  public void tell(String line) {
    err.println(Text.visible(line)); // it may have names and reasons that others have written
  }

  @Override
  public boolean agrees(String question) {
    tell(question);
    if (yes) {
      return true;
    }
    err.flush();
    Optional<String> answer = main.terminal().ask("Type yes to go on: ");
    if (answer.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "there is no terminal to ask on; say --yes. Nothing was done");
    }
    return answer.get().strip().equals("yes");
  }

  /** A line that is written over on a terminal, and one now and then elsewhere. */
  @Override
  public synchronized void progress(int done, int of) {
    boolean isLast = done == of;
    long now = System.nanoTime();
    if (isLast || now - shown > (main.isColored() ? BETWEEN_LOOKS : BETWEEN_LINES)) {
      shown = now;
      err.printf("%s%d of %d", main.isColored() ? "\r" : "", done, of);
      if (isLast || !main.isColored()) {
        err.println();
      }
      err.flush();
    }
  }
}
