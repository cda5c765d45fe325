package io.github.tidydag.maven;

import io.github.tidydag.app.Selection;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.report.FindingText;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What goals and reports that lint have in common. */
final class Linting {
  private static final List<String> USUAL =
      List.of(
          "src/main/airflow/**",
          "src/main/k8s/**",
          "src/main/kubernetes/**",
          "src/main/resources/**",
          "src/main/spark/**");

  private Linting() {}

  /** The files of a module that are looked at; without a module, all of a folder. */
  static Selection selection(
      @Nullable MavenProject project, Path folder, List<String> includes, List<String> excludes) {
    boolean isModule = project != null && project.getFile() != null;
    List<String> usual = isModule ? USUAL : List.of("**");
    return Selection.of(folder, includes.isEmpty() ? usual : includes, excludes);
  }

  /** {@code file:line:column id written: message}. */
  static String line(Finding finding) {
    return finding.at() + " " + finding.rule().id() + " " + FindingText.message(finding);
  }
}
