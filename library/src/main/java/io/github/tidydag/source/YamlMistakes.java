package io.github.tidydag.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people do wrong most in YAML, in words about their text and not about a parser. */
final class YamlMistakes {
  private record Mistake(String parsers, String ours) {}

  private static final List<Mistake> KNOWN =
      List.of(
          new Mistake(
              "mapping values are not allowed here",
              "a second colon in one line, or an indent that fits nothing above; put quotes around"
                  + " the value, or line the key up"),
          new Mistake(
              "quoted scalar, found unexpected end of stream", "a quote is never closed; close it"),
          new Mistake(
              "found undefined alias (\\S+)",
              "*$1 stands for nothing, since no &$1 is above; put quotes around it, or write the"
                  + " value"),
          new Mistake("\\(TAB\\)", "a tab; indent with spaces"),
          new Mistake(
              "block mapping, expected <block end>, but found '<scalar>'",
              "text behind a value that has ended with its }, ] or quote, or an indent that fits"
                  + " nothing above; put quotes around the whole value, or line it up"),
          new Mistake(
              "block (?:mapping|collection), expected <block end>",
              "the indent fits nothing above; line it up, or put quotes around what is before"),
          new Mistake(
              "flow (?:mapping|sequence), expected ',' or '([}\\]])'",
              "a comma or $1 is missing; add it, or put quotes around the value before"));

  private YamlMistakes() {}

  /** What to say instead of a parser's message; empty if it is a rare one. */
  static Optional<String> inWords(String message) {
    for (Mistake mistake : KNOWN) {
      Matcher matcher = Pattern.compile(mistake.parsers()).matcher(message);
      if (matcher.find()) {
        String group = matcher.groupCount() == 0 ? "" : matcher.group(1);
        return Optional.of(mistake.ours().replace("$1", group));
      }
    }
    return Optional.empty();
  }
}
