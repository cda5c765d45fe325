package io.github.tidydag.maven;

import io.github.tidydag.app.GenerateDags;
import io.github.tidydag.app.OutputFolder;
import io.github.tidydag.app.PathNames;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Fails if the generated files are not what the specs say. Writes none of them. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class CheckMojo extends SpecMojo {
  /** Leaves out this goal. */
  @Parameter(property = "tidydag.check.skip", defaultValue = "false")
  private boolean skipCheck;

  @Override
  boolean isSkipped() {
    return skipCheck;
  }

  @Override
  void finish(GenerateDags.Result result, Journal journal) throws MojoFailureException {
    OutputFolder.Changes changes = result.output().compare(true);
    if (changes.none()) {
      journal.info(PathNames.shown(output()) + ": " + count(changes.unchanged(), "file"));
      return;
    }
    changes.diff().lines().forEach(getLog()::error);
    int stale = changes.write().size() + changes.remove().size();
    throw new MojoFailureException(
        PathNames.shown(output())
            + ": "
            + count(stale, "file")
            + (stale == 1 ? " is" : " are")
            + " out of date. Run 'mvn tidydag:generate' to fix");
  }
}
