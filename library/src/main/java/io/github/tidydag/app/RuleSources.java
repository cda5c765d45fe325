package io.github.tidydag.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where users' own lint rules come from; each source names them in {@code
 * META-INF/services/io.github.tidydag.lint.Rule}.
 *
 * @param jars jars, each of which must have rules
 * @param classPath what is on a class path besides tidydag, which may have some
 */
public record RuleSources(List<Path> jars, Optional<ClassLoader> classPath) {
  /** No rules but tidydag's. */
  public static final RuleSources NONE = new RuleSources(List.of(), Optional.empty());

  public RuleSources {
    jars = List.copyOf(jars);
  }

  /** Whether no rules but tidydag's are wanted. */
  boolean isNone() {
    return jars.isEmpty() && classPath.isEmpty();
  }

  /** Those of jars. */
  public static RuleSources jars(List<Path> jars) {
    return new RuleSources(jars, Optional.empty());
  }
}
