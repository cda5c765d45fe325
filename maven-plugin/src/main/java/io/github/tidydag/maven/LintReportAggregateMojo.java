package io.github.tidydag.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/** A page of the site of several modules about what {@code lint} finds in all of them. */
@Mojo(
    name = "lint-report-aggregate",
    defaultPhase = LifecyclePhase.SITE,
    aggregator = true,
    threadSafe = true)
public final class LintReportAggregateMojo extends LintReports {
  @Override
  @SuppressWarnings(
      "deprecation") // getOutputPath is newer than the Maven site plugins that people have
  public String getOutputName() {
    return "tidydag-lint-aggregate";
  }

  @Override
  List<MavenProject> modules() {
    return reactorProjects;
  }
}
