package io.github.tidydag.app;

import io.github.tidydag.lint.Diff;
import io.github.tidydag.lint.FileText;
import java.util.Set;

/**
 * What fixes make of a file.
 *
 * @param shown its name in messages
 * @param secrets what stands in lines that are not shown
 */
record Mending(String shown, FileText before, FileText after, Set<String> secrets) {
  /** As {@code git apply} takes it. */
  String diff() {
    return Diff.unified(shown, before, after, secrets);
  }
}
