package io.github.tidydag.maven;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Messages of the library in the words of a Maven user. */
final class Wording {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--([a-z][a-z-]*)");
  private static final Pattern COMMAND =
      Pattern.compile("(?<![\\w.:/-])tidydag (generate|lint|preflight|rules)(?![\\w-])");

  /** What goals can be told. Any other option is one of another program, as kubectl. */
  static final Set<String> PARAMETERS =
      Set.of(
          "addResources",
          "allNamespaces",
          "asDag",
          "baseline",
          "cache",
          "can",
          "complete",
          "config",
          "context",
          "diff",
          "earlier",
          "excludes",
          "failOn",
          "failOnViolation",
          "force",
          "format",
          "from",
          "includes",
          "inventoryFormat",
          "inventoryOutput",
          "keepLast",
          "kinds",
          "kubeconfig",
          "maxAllowedViolations",
          "minAge",
          "namespace",
          "noClientMode",
          "output",
          "planOutput",
          "policy",
          "preflightFormat",
          "preflightOutput",
          "profile",
          "report",
          "reportDirectory",
          "resourcesTargetPath",
          "rule",
          "rulesJar",
          "since",
          "specs",
          "target",
          "templates",
          "unsafeFixes");

  private static final Pattern HYPHEN = Pattern.compile("-(.)");

  private Wording() {}

  /** {@code --rules-jar} is {@code tidydag.rulesJar} here. */
  static String of(String message) {
    String named =
        OPTION
            .matcher(message)
            .replaceAll(
                option -> {
                  String parameter = camelCase(option.group(1));
                  return PARAMETERS.contains(parameter) ? "tidydag." + parameter : option.group();
                });
    return COMMAND.matcher(named).replaceAll("mvn tidydag:$1");
  }

  private static String camelCase(String option) {
    return HYPHEN.matcher(option).replaceAll(one -> one.group(1).toUpperCase(Locale.ROOT));
  }
}
