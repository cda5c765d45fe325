package io.github.tidydag.maven;

import io.github.tidydag.app.GenerateDags;
import io.github.tidydag.app.OutputFolder;
import io.github.tidydag.app.PathNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Makes DAGs, pod templates, SparkApplications and RBAC of specs. */
@Mojo(
    name = "generate",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    requiresProject = false,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
public final class GenerateMojo extends SpecMojo {
  /** Leaves out this goal. */
  @Parameter(property = "tidydag.generate.skip", defaultValue = "false")
  private boolean skipGenerate;

  /** Writes over generated files that somebody has edited. */
  @Parameter(property = "tidydag.force", defaultValue = "false")
  private boolean force;

  /** Makes the generated files resources of the module, so that they get into its jar. */
  @Parameter(property = "tidydag.addResources", defaultValue = "false")
  private boolean addResources;

  /** Where in the jar, such as {@code dags}. Default: at the top. */
  @Parameter(property = "tidydag.resourcesTargetPath")
  private @Nullable String resourcesTargetPath;

  @Parameter(defaultValue = "${project}", readonly = true)
  private MavenProject project;

  @Override
  boolean isSkipped() {
    return skipGenerate;
  }

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    super.run();
    if (addResources) {
      Resource resource = new Resource();
      resource.setDirectory(output().toString());
      Optional.ofNullable(resourcesTargetPath).ifPresent(resource::setTargetPath);
      resource.addExclude(".tidydag-*");
      project.addResource(resource);
    }
  }

  @Override
  List<?> settings() {
    List<Object> settings = new ArrayList<>(super.settings());
    settings.add(force);
    return settings;
  }

  @Override
  void finish(GenerateDags.Result result, Journal journal) {
    OutputFolder.Changes changes = result.output().write(version(), force);
    changes.write().forEach(path -> refresh(output().resolve(path)));
    getLog()
        .info(
            PathNames.shown(output())
                + ": "
                + changes.write().size()
                + " written, "
                + changes.remove().size()
                + " removed, "
                + changes.unchanged()
                + " unchanged");
  }
}
