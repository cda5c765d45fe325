package io.github.tidydag.maven;

import io.github.tidydag.app.LintProject;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Mends what {@code lint} finds and can mend, and writes the files. */
@Mojo(name = "fix", requiresProject = false, threadSafe = true)
public final class FixMojo extends FilesMojo {
  /** Leaves out this goal. */
  @Parameter(property = "tidydag.fix.skip", defaultValue = "false")
  private boolean skipFix;

  /** Also by fixes that change what a document does. */
  @Parameter(property = "tidydag.unsafeFixes", defaultValue = "false")
  private boolean unsafeFixes;

  /** Prints what would change, and writes nothing. */
  @Parameter(property = "tidydag.diff", defaultValue = "false")
  private boolean diff;

  @Override
  boolean isSkipped() {
    return skipFix;
  }

  @Override
  void run() throws MojoExecutionException {
    Journal journal = new Journal(getLog());
    LintProject.Result result =
        lint(Optional.of(new LintProject.Repair(unsafeFixes, !diff)), journal);
    result.diff().lines().forEach(journal::info);
    if (!diff) {
      tell(result, journal);
    }
    journal.info(result.fixed() + (diff ? " can be mended" : " mended"));
  }
}
