package io.github.tidydag.lint;

import java.util.List;

/**
 * What {@code lint} in {@code .tidydag.yaml} says. Paths are seen from its folder.
 *
 * @param exclude files that are not looked at
 * @param podTemplates files whose Pods are Airflow's pod templates
 */
public record LintConfig(
    Settings settings, List<Glob> exclude, List<Glob> podTemplates, List<OfPath> suppressions) {

  /** A suppression, and the files that it is about. */
  public record OfPath(List<Glob> paths, Suppression suppression) {
    public OfPath {
      paths = List.copyOf(paths);
    }
  }

  public LintConfig {
    exclude = List.copyOf(exclude);
    podTemplates = List.copyOf(podTemplates);
    suppressions = List.copyOf(suppressions);
  }

  /** Whether a file is not looked at. */
  public boolean excludes(String path) {
    return any(exclude, path);
  }

  /** What a file is for, as far as its path tells. */
  public FileRole role(String path, boolean partial) {
    FileRole ofPath = Linter.roleOf(path);
    boolean isPart = partial || ofPath.partial();
    boolean isTemplate = ofPath.podTemplate() || any(podTemplates, path);
    return isPart || isTemplate ? new FileRole(isPart, isTemplate) : FileRole.PLAIN;
  }

  /** The suppressions that are about a file. */
  public List<Suppression> suppressionsOf(String path) {
    return suppressions.isEmpty()
        ? List.of()
        : suppressions.stream()
            .filter(suppression -> any(suppression.paths(), path))
            .map(OfPath::suppression)
            .toList();
  }

  private static boolean any(List<Glob> globs, String path) {
    for (Glob glob : globs) {
      if (glob.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
