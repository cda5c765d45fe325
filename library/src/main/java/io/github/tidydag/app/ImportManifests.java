package io.github.tidydag.app;

import io.github.tidydag.convert.ImportedSpec;
import io.github.tidydag.convert.ManifestImport;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Manifests that people have become specs. */
public final class ImportManifests {
  private ImportManifests() {}

  /**
   * What came of it.
   *
   * @param specs in the order of the files and of the manifests in each
   */
  public record Result(List<ImportedSpec> specs, List<Problem> problems) {
    public Result {
      specs = List.copyOf(specs);
      problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
      return problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

    /** What was left out, changed or assumed. */
    public List<String> remarks() {
      return specs.stream().flatMap(s -> s.remarks().stream()).toList();
    }

    /** All files by their names: the specs, and what they refer to. */
    public Map<String, String> files() {
      Map<String, String> files = new LinkedHashMap<>();
      for (ImportedSpec spec : specs) {
        files.put(spec.suggestedFileName(), spec.yaml());
        files.putAll(spec.extraFiles());
      }
      return files;
    }
  }

  /**
   * Reads manifests.
   *
   * @param inputs files, or {@code -} for {@code stdin}
   * @throws TidydagException if an input cannot be read
   */
  public static Result read(List<String> inputs, InputStream stdin) {
    List<ImportedSpec> specs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Map<String, String> origins = new LinkedHashMap<>();
    for (String input : inputs) {
      boolean isStdin = input.equals("-");
      String shown = isStdin ? "<stdin>" : PathNames.shown(Path.of(input));
      Problems found = new Problems();
      for (ImportedSpec spec : ManifestImport.read(shown, text(input, shown, stdin), found)) {
        String before = origins.putIfAbsent(spec.suggestedFileName(), shown);
        if (before == null) {
          specs.add(spec);
        } else {
          found.error(
              Location.startOf(shown),
              spec.dagId(),
              "is the name of a manifest in " + before + " too; import them one after the other");
        }
      }
      problems.addAll(found.sorted());
    }
    return new Result(specs, problems);
  }

  private static String text(String input, String shown, InputStream stdin) {
    try {
      return input.equals("-") ? TextFiles.read(stdin) : TextFiles.read(Path.of(input));
    } catch (IOException e) {
      throw TidydagException.files(shown + ": " + TextFiles.reason(e), e);
    }
  }
}
