package io.github.tidydag.cli;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What an option takes that is one of some words. */
final class Choice {
  private Choice() {}

  /**
   * What a word means.
   *
   * @param spec of the command that has the option
   * @param word what each of the choices is called
   * @throws ParameterException with all words, if it is another one
   */
  static <T> T of(
      CommandSpec spec,
      String option,
      String given,
      Collection<T> choices,
      Function<T, String> word) {
    return choices.stream()
        .filter(choice -> word.apply(choice).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    option
                        + " "
                        + given
                        + ": is none; write "
                        + or(choices.stream().map(word).toList())));
  }

  /** One of some words itself. */
  static String of(CommandSpec spec, String option, String given, Collection<String> words) {
    return of(spec, option, given, words, word -> word);
  }

  private static String or(List<String> words) {
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
