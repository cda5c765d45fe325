package io.github.tidydag.app;

import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.spec.Tables;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The rules that come with tidydag, and those of users' jars. */
final class OwnRules {
  private OwnRules() {}

  /**
   * All rules.
   *
   * @param tables what is known of Kubernetes, which rules compare with
   * @throws TidydagException if a jar cannot be read, has no rules, or has one of a known id
   */
  static List<Rule> with(List<Path> jars, Tables tables) {
    List<Rule> rules = new ArrayList<>(Rules.builtIn(tables::kubernetes));
    if (jars.isEmpty()) {
      return rules;
    }
    Map<String, String> origins = new HashMap<>();
    Rules.infos(rules).forEach(rule -> origins.put(rule.id(), "tidydag"));
    for (Path jar : jars) {
      for (Rule rule : load(jar)) {
        for (RuleInfo info : rule.infos()) {
          String before = origins.putIfAbsent(info.id(), jar.toString());
          if (before != null) {
            throw wrong(jar, info.id() + " is a rule of " + before + " too; rename it");
          }
        }
        rules.add(rule);
      }
    }
    return rules;
  }

  /** What there is to say about each of them, and about what the engine itself finds. */
  static List<RuleInfo> infos(List<Rule> rules) {
    return Rules.infos(rules);
  }

  /** The loader stays open as long as its rules are used, which is until the end. */
  private static List<Rule> load(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw TidydagException.configuration("--rules-jar " + jar + ": there is no such file");
    }
    try {
      URL[] urls = {jar.toUri().toURL()};
      ClassLoader loader = new URLClassLoader(urls, Rule.class.getClassLoader());
      List<Rule> rules = new ArrayList<>();
      for (Rule rule : ServiceLoader.load(Rule.class, loader)) {
        if (rule.getClass().getClassLoader() == loader) {
          rules.add(rule);
        }
      }
      if (rules.isEmpty()) {
        throw wrong(jar, "names no rule; list them in META-INF/services/" + Rule.class.getName());
      }
      return rules;
    } catch (ServiceConfigurationError | MalformedURLException e) {
      throw wrong(jar, "its rules cannot be loaded: " + e.getMessage());
    }
  }

  private static TidydagException wrong(Path jar, String reason) {
    return TidydagException.configuration("--rules-jar " + jar + ": " + reason);
  }
}
