package io.github.tidydag.maven;

import java.util.Locale;
import java.util.regex.Pattern;

/** Messages of the library in the words of a Maven user. */
final class Wording {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--([a-z][a-z-]*)");
  private static final Pattern COMMAND =
      Pattern.compile("(?<![\\w.:/-])tidydag (generate|lint|preflight|rules)(?![\\w-])");

  private static final Pattern HYPHEN = Pattern.compile("-(.)");

  private Wording() {}

  /** {@code --rules-jar} is {@code tidydag.rulesJar} here. */
  static String of(String message) {
    String named = OPTION.matcher(message).replaceAll(option -> parameter(option.group(1)));
    return COMMAND.matcher(named).replaceAll("mvn tidydag:$1");
  }

  private static String parameter(String option) {
    return "tidydag."
        + HYPHEN.matcher(option).replaceAll(one -> one.group(1).toUpperCase(Locale.ROOT));
  }
}
