package io.github.tidydag.app;

import io.github.tidydag.airflow.CoreTable;
import io.github.tidydag.airflow.OperatorTable;
import io.github.tidydag.airflow.Target;
import io.github.tidydag.app.InitProject.Answers;
import io.github.tidydag.tables.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the first two files of a project. */
public final class StartProject {
  private StartProject() {}

  /** The newest provider that runs in an Airflow; the newest of all for one that is not known. */
  public static String providerFor(String airflow) {
    OperatorTable operators = OperatorTable.load();
    return Version.tryParse(airflow)
        .flatMap(operators::newestProviderFor)
        .orElse(operators.newest())
        .toString();
  }

  /**
   * Writes them.
   *
   * @return the files, in the order to show them
   * @throws TidydagException if an answer is no good, or a file is there already
   */
  public static List<Path> in(Path folder, Answers answers) {
    List<String> mistakes = new ArrayList<>(InitProject.mistakes(answers));
    if (mistakes.isEmpty()) {
      new Target(Version.parse(answers.airflow()), Version.parse(answers.provider()))
          .impossible(OperatorTable.load(), CoreTable.load())
          .ifPresent(mistakes::add);
    }
    if (!mistakes.isEmpty()) {
      throw TidydagException.configuration(String.join("\n", mistakes));
    }
    return NewFiles.write(folder, InitProject.files(answers));
  }
}
