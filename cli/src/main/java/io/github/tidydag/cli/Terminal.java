package io.github.tidydag.cli;

import java.io.Console;
import java.util.Optional;

/** Somebody to ask. */
interface Terminal {
  /** The answer; empty if nobody is there, or the input ended. */
  Optional<String> ask(String question);

  /** The terminal of this process; from JDK 22 on, what is piped in answers as well. */
  @SuppressWarnings("SystemConsoleNull") // where it is never null, the input just ends
  static Terminal system() {
    return question -> {
      Console console = System.console();
      return console == null
          ? Optional.empty()
          : Optional.ofNullable(console.readLine("%s", question));
    };
  }
}
