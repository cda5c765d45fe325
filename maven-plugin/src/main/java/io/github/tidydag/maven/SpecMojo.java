package io.github.tidydag.maven;

import io.github.tidydag.app.GenerateDags;
import io.github.tidydag.render.OwnTemplates;
import io.github.tidydag.spec.Tables;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that makes DAGs of specs. */
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
abstract class SpecMojo extends BuildMojo {
  /** Specs, or folders that hold {@code *.dag.yaml}. Default: {@code src/main/airflow}. */
  @Parameter(property = "tidydag.specs")
  private @Nullable List<File> specs;

  /** The folder to write to. What tidydag did not write there is not touched. */
  @Parameter(property = "tidydag.output", defaultValue = "${basedir}/generated-dags")
  private File output;

  /** A profile of {@code .tidydag.yaml}. */
  @Parameter(property = "tidydag.profile")
  private @Nullable String profile;

  /**
   * Pairs of Airflow and provider that the files must load in, such as {@code 3.3.2/10.25.0},
   * instead of those of {@code .tidydag.yaml}.
   */
  @Parameter(property = "tidydag.target")
  private @Nullable List<String> target;

  /**
   * A folder with templates of your own, of the names of tidydag's: in the module, or in a jar that
   * is a dependency of the plugin.
   */
  @Parameter(property = "tidydag.templates")
  private @Nullable String templates;

  final Path output() {
    return output.toPath();
  }

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    List<Path> inputs = specs(specs);
    if (inputs.isEmpty()) {
      getLog().info("there is no " + USUAL_SPECS + ", and nothing to do");
      return;
    }
    unlessDone(
        done -> {
          inputs.forEach(input -> done.folder(input, SpecMojo::isRead));
          done.files(inputs.stream().filter(input -> !Files.isDirectory(input)).toList());
          done.files(namedFiles());
          templatesFolder().ifPresent(folder -> done.folder(folder, file -> true));
        },
        settings(),
        journal -> make(inputs, journal));
  }

  /** What the outcome depends on, besides files. */
  List<?> settings() {
    return List.of(
        specs(specs),
        output,
        String.valueOf(profile),
        list(target),
        String.valueOf(templates),
        config(),
        ruleSources().jars());
  }

  /** Does with the files what the goal is for. */
  abstract void finish(GenerateDags.Result result, Journal journal)
      throws MojoExecutionException, MojoFailureException;

  private Touched make(List<Path> inputs, Journal journal)
      throws MojoExecutionException, MojoFailureException {
    GenerateDags.Result result =
        new GenerateDags(Tables.load())
            .generate(
                new GenerateDags.Request(
                    inputs.stream().map(Path::toString).toList(),
                    List.of(),
                    false,
                    output(),
                    config(),
                    Optional.ofNullable(profile),
                    list(target),
                    templates(),
                    ruleSources(),
                    today(),
                    InputStream.nullInputStream()));
    int errors = tellProblems(result.problems(), journal);
    if (errors > 0) {
      String message = count(errors, "error") + ", so nothing was written";
      if (result.configurationWrong()) {
        throw new MojoExecutionException(message);
      }
      throw new MojoFailureException(message);
    }
    finish(result, journal);
    return new Touched(result.read(), result.output().paths());
  }

  private static boolean isRead(Path file) {
    return file.toString().endsWith(GenerateDags.SPEC_ENDING);
  }

  private Optional<OwnTemplates> templates() {
    if (templates == null) {
      return Optional.empty();
    }
    ClassLoader loader = getClass().getClassLoader();
    String name = templates.replaceAll("^/+|/+$", "");
    Path folder = folder().resolve(templates);
    boolean isOnClassPath =
        !Files.isDirectory(folder)
            && GenerateDags.TEMPLATES.stream()
                .anyMatch(template -> loader.getResource(name + "/" + template) != null);
    return Optional.of(
        isOnClassPath
            ? new OwnTemplates.OnClassPath(loader, name)
            : new OwnTemplates.InFolder(folder));
  }

  private Optional<Path> templatesFolder() {
    return Optional.ofNullable(templates).map(folder()::resolve).filter(Files::isDirectory);
  }
}
