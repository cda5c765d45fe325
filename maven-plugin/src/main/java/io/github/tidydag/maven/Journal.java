package io.github.tidydag.maven;

import org.apache.maven.plugin.logging.Log;

/** What a goal says: kept, so that it can be said again when nothing has changed. */
final class Journal {
  private final Log log;
  private final StringBuilder text = new StringBuilder();

  Journal(Log log) {
    this.log = log;
  }

  void info(String line) {
    log.info(line);
    keep('I', line);
  }

  void warn(String line) {
    log.warn(line);
    keep('W', line);
  }

  void error(String line) {
    log.error(line);
    keep('E', line);
  }

  private void keep(char level, String line) {
    line.lines().forEach(one -> text.append(level).append(one).append('\n'));
  }

  /** All of it, for {@link #repeat}. */
  String text() {
    return text.toString();
  }

  /** Says again what was said. */
  static void repeat(String text, Log log) {
    for (String line : text.lines().toList()) {
      String said = line.substring(1);
      switch (line.charAt(0)) {
        case 'E' -> log.error(said);
        case 'W' -> log.warn(said);
        default -> log.info(said);
      }
    }
  }
}
