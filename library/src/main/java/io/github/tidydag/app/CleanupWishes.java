package io.github.tidydag.app;

import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Policy;
import io.github.tidydag.spec.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user wants cleaned, as written.
 *
 * @param policy conservative, standard or aggressive
 * @param minAge such as {@code 7d}
 * @param noClientMode whether no driver runs in client mode
 * @param earlier a plan file of some time before
 * @param namespaces to look into
 * @param selector labels that what is deleted must carry
 * @param kinds as kubectl names them; the usual ones if empty
 * @param keepLast how many runs of each application stay
 */
public record CleanupWishes(
    String policy,
    Optional<String> minAge,
    boolean noClientMode,
    Optional<Path> earlier,
    List<String> namespaces,
    Map<String, String> selector,
    List<String> kinds,
    int keepLast) {

  /**
   * What a plan is made by.
   *
   * @throws TidydagException if something is not what it must be
   */
  public PlanOptions options() {
    if (keepLast < 0) {
      throw wrong("--keep-last " + keepLast + ": is less than none; write 0 or more");
    }
    return new PlanOptions(
        policyOf(policy),
        minAge.map(CleanupWishes::minAge),
        noClientMode,
        earlier.map(PlanFile::earlier),
        new HashSet<>(namespaces),
        selector,
        kinds.isEmpty() ? PlanOptions.USUAL_KINDS : Kinds.parse(kinds),
        keepLast);
  }

  private static Policy policyOf(String text) {
    return Policy.of(text)
        .orElseThrow(
            () ->
                wrong(
                    "--policy " + text + ": is none; write conservative, standard or aggressive"));
  }

  static Duration minAge(String text) {
    return Durations.parse(text)
        .orElseThrow(() -> wrong("--min-age " + text + ": is no duration; " + Durations.FORM));
  }

  private static TidydagException wrong(String message) {
    return TidydagException.configuration(message);
  }
}
