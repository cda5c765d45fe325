package io.github.tidydag.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/** A page of the module's site about what {@code lint} finds. Never fails because of findings. */
@Mojo(name = "lint-report", defaultPhase = LifecyclePhase.SITE, threadSafe = true)
public final class LintReportMojo extends LintReports {
  @Override
  @SuppressWarnings(
      "deprecation") // getOutputPath is newer than the Maven site plugins that people have
  public String getOutputName() {
    return "tidydag-lint";
  }

  @Override
  List<MavenProject> modules() {
    return List.of(project);
  }
}
