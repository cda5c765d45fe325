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
import org.jspecify.annotations.Nullable;

/** The rules that come with tidydag, and those of users. */
final class OwnRules {
  private final List<Rule> rules;
  private final Map<String, String> origins = new HashMap<>();

  private OwnRules(Tables tables) {
    rules = new ArrayList<>(Rules.builtIn(tables::kubernetes));
  }

  /**
   * All rules.
   *
   * @param tables what is known of Kubernetes, which rules compare with
   * @throws TidydagException if a jar cannot be read, has no rules, or has one of a known id
   */
  static List<Rule> with(RuleSources sources, Tables tables) {
    OwnRules all = new OwnRules(tables);
    if (!sources.isNone()) {
      Rules.infos(all.rules).forEach(rule -> all.origins.put(rule.id(), "tidydag"));
      sources.classPath().ifPresent(all::addClassPath);
      sources.jars().forEach(all::addJar);
    }
    return all.rules;
  }

  /** What there is to say about each of them, and about what the engine itself finds. */
  static List<RuleInfo> infos(List<Rule> rules) {
    return Rules.infos(rules);
  }

  private void addClassPath(ClassLoader loader) {
    String source = "the class path";
    try {
      ServiceLoader.load(Rule.class, loader).forEach(rule -> add(rule, source));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw broken(source, e);
    }
  }

  /** The loader stays open as long as its rules are used, which is until the end. */
  private void addJar(Path jar) {
    String source = "--rules-jar " + jar;
    if (!Files.isRegularFile(jar)) {
      throw wrong(source, "there is no such file");
    }
    try {
      URL[] urls = {jar.toUri().toURL()};
      ClassLoader loader = new URLClassLoader(urls, Rule.class.getClassLoader());
      int before = rules.size();
      for (Rule rule : ServiceLoader.load(Rule.class, loader)) {
        if (rule.getClass().getClassLoader() == loader) {
          add(rule, source);
        }
      }
      if (rules.size() == before) {
        throw wrong(
            source, "names no rule; list them in META-INF/services/" + Rule.class.getName());
      }
    } catch (ServiceConfigurationError | LinkageError | MalformedURLException e) {
      throw broken(source, e);
    }
  }

  private void add(Rule rule, String source) {
    for (RuleInfo info : infos(rule, source)) {
      String before = origins.putIfAbsent(info.id(), source);
      if (before != null) {
        throw wrong(source, info.id() + " is a rule of " + before + " too; rename it");
      }
    }
    rules.add(rule);
  }

  /** What a rule says of itself; a user's may break, or say nothing. */
  private static List<RuleInfo> infos(Rule rule, String source) {
    String name = "the rule " + rule.getClass().getName();
    try {
      if (isNull(rule.info())) {
        throw wrong(source, name + " has no info(); return what there is to say about it");
      }
      return List.copyOf(rule.infos());
    } catch (TidydagException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw wrong(source, name + " broke: " + e);
    }
  }

  private static boolean isNull(@Nullable Object said) {
    return said == null;
  }

  private static TidydagException broken(String source, Throwable e) {
    String reason = e instanceof LinkageError ? e.toString() : String.valueOf(e.getMessage());
    return wrong(source, "its rules cannot be loaded: " + reason);
  }

  private static TidydagException wrong(String source, String reason) {
    return TidydagException.configuration(source + ": " + reason);
  }
}
