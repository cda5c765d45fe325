package io.github.tidydag.app;

import io.github.tidydag.app.SpecLoader.Input;
import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.render.GeneratedFile;
import io.github.tidydag.render.OwnTemplates;
import io.github.tidydag.render.Renderer;
import io.github.tidydag.render.Templates;
import io.github.tidydag.render.UnfinishedFile;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Specs become DAGs and what they read. */
public final class GenerateDags {
  /** How the name of a spec ends. */
  public static final String SPEC_ENDING = ".dag.yaml";

  /** The names of the templates that a user may bring, too. */
  public static final List<String> TEMPLATES =
      List.of("dag.py.ftl", "application.yaml.ftl", "rbac.yaml.ftl");

  private final Tables tables;

  public GenerateDags(Tables tables) {
    this.tables = tables;
  }

  /**
   * What to generate.
   *
   * @param inputs specs, folders of specs, or {@code -} for one spec on {@code stdin}
   * @param texts specs that are in no file
   * @param areAllTexts whether there are no others: then files made of others are stale
   * @param output the folder to write to
   * @param config a configuration file; empty for the nearest one upwards of each spec
   * @param targets such as {@code 3.3.2/10.25.0}, instead of those of the configuration
   * @param templates where a user's own templates are
   * @param ruleSources where users' own rules are
   * @param today tells which suppressions of rules are expired
   */
  public record Request(
      List<String> inputs,
      List<SpecText> texts,
      boolean areAllTexts,
      Path output,
      Optional<Path> config,
      Optional<String> profile,
      List<String> targets,
      Optional<OwnTemplates> templates,
      RuleSources ruleSources,
      LocalDate today,
      InputStream stdin) {
    /** A request without rules of users, to which no suppression is expired. */
    public Request(
        List<String> inputs,
        Path output,
        Optional<Path> config,
        Optional<String> profile,
        Optional<OwnTemplates> templates,
        InputStream stdin) {
      this(
          inputs,
          List.of(),
          false,
          output,
          config,
          profile,
          List.of(),
          templates,
          RuleSources.NONE,
          LocalDate.MIN,
          stdin);
    }
  }

  /**
   * What came of it.
   *
   * @param output what to write; nothing may be written if there are errors
   * @param configurationWrong true if an error is in a configuration file
   * @param secrets lines of specs and configurations that hold secrets, without the spaces around
   *     them: whoever shows problems must not show these
   * @param read the files that were read: specs, their configurations, and what they name
   */
  public record Result(
      OutputFolder output,
      List<Problem> problems,
      boolean configurationWrong,
      Set<String> secrets,
      Set<Path> read) {
    public boolean hasErrors() {
      return problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    }
  }

  private record Identity(String id, Location at, boolean owned) {}

  /** What became of a spec; the spec itself is gone, since there may be thousands. */
  private record Made(
      Input input,
      Optional<Identity> identity,
      List<GeneratedFile> files,
      Problems problems,
      boolean configurationWrong,
      Set<String> secrets,
      Set<Path> read) {}

  /**
   * Makes the files in memory.
   *
   * @throws TidydagException if an input cannot be read
   */
  public Result generate(Request request) {
    Workspace workspace = new Workspace(tables, request.config(), request.profile());
    SpecLoader loader =
        new SpecLoader(
            tables, workspace, Targets.parse(request.targets(), tables), request.stdin());
    Renderer renderer = new Renderer(templates(request.templates()), tables);
    LintSpec lint =
        new LintSpec(
            new Linters(request.ruleSources(), tables, request.today(), () -> Surroundings.NONE));
    List<Input> inputs = inputs(request.inputs());
    request.texts().forEach(text -> inputs.add(Input.of(text)));
    List<Made> made = inputs.parallelStream().map(i -> make(i, loader, lint, renderer)).toList();
    Problems problems = new Problems();
    OutputFolder output = new OutputFolder(request.output());
    Map<String, Input> dagIds = new LinkedHashMap<>();
    boolean configurationWrong = false;
    Set<String> secrets = new HashSet<>();
    Set<Path> read = new TreeSet<>();
    for (Made one : made) {
      secrets.addAll(one.secrets());
      read.addAll(one.read());
      problems.addAll(one.problems());
      configurationWrong |= one.configurationWrong();
      one.identity().ifPresent(id -> collect(id, one, dagIds, output, problems));
    }
    if (made.stream().flatMap(m -> m.identity().stream()).anyMatch(Identity::owned)) {
      output.add(Companion.module(), Companion.SOURCE);
    }
    for (String input : request.inputs()) {
      Path path = Path.of(input);
      if (!input.equals("-") && Files.isDirectory(path)) {
        output.covers(path);
      }
    }
    if (request.areAllTexts()) {
      output.coversTexts();
    }
    return new Result(output, problems.sorted(), configurationWrong, secrets, read);
  }

  private static void collect(
      Identity dag, Made one, Map<String, Input> dagIds, OutputFolder output, Problems problems) {
    Input before = dagIds.putIfAbsent(dag.id().toLowerCase(Locale.ROOT), one.input());
    if (before != null) {
      problems.error(
          dag.at(),
          dag.id(),
          "is the dag_id of " + before.shown() + " too, apart from case; rename one");
      return;
    }
    String source = source(one.input(), output.folder(), dag.id());
    Set<String> paths = new LinkedHashSet<>();
    for (GeneratedFile file : one.files()) {
      if (!paths.add(file.path())) {
        problems.error(
            dag.at(), file.path(), "would be written twice; rename the task or the template");
      }
      output.add(file, source);
    }
  }

  private static String source(Input input, Path output, String dagId) {
    if (input.text().isPresent()) {
      return OutputFolder.TEXT + dagId;
    }
    return input.file().map(f -> PathNames.from(output, f)).orElse("-" + dagId);
  }

  private static Templates templates(Optional<OwnTemplates> own) {
    if (own.isPresent() && own.get() instanceof OwnTemplates.InFolder there) {
      Path folder = there.folder();
      boolean holdsOne =
          TEMPLATES.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
      if (!holdsOne) {
        throw TidydagException.configuration(
            "--templates "
                + folder
                + (Files.isDirectory(folder) ? ": holds no template" : ": is no folder")
                + "; name one that holds "
                + String.join(", ", TEMPLATES)
                + ", or some of them");
      }
    }
    return Templates.of(own);
  }

  private static Made make(Input input, SpecLoader loader, LintSpec lint, Renderer renderer) {
    CheckedSpec spec = CheckedSpec.of(input, loader, lint);
    List<GeneratedFile> files =
        spec.sound().map(plan -> render(plan, renderer, spec.problems())).orElse(List.of());
    Optional<Identity> identity =
        spec.plan().map(p -> new Identity(p.spec().dagId(), p.spec().at(), p.owner().isPresent()));
    return new Made(
        input,
        identity,
        files,
        spec.problems(),
        spec.configurationWrong(),
        spec.secrets(),
        spec.read());
  }

  private static List<GeneratedFile> render(DagPlan plan, Renderer renderer, Problems problems) {
    try {
      return renderer.render(plan);
    } catch (UnfinishedFile e) {
      e.report(problems);
      return List.of();
    } catch (Templates.TemplateProblem e) {
      throw TidydagException.configuration("template " + e.getMessage());
    }
  }

  static List<Input> inputs(List<String> arguments) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (String argument : arguments) {
      if (argument.equals("-")) {
        inputs.put("-", Input.stdin());
        continue;
      }
      Path path = Path.of(argument);
      if (!Files.exists(path)) {
        throw TidydagException.files(argument + ": there is no such file or folder", null);
      }
      List<Path> specs = Files.isDirectory(path) ? specs(path) : List.of(path);
      if (specs.isEmpty()) {
        throw TidydagException.configuration(
            argument + ": holds no spec; their names end in " + SPEC_ENDING);
      }
      for (Path spec : specs) {
        inputs.putIfAbsent(spec.toAbsolutePath().normalize().toString(), Input.of(spec));
      }
    }
    return new ArrayList<>(inputs.values());
  }

  private static List<Path> specs(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(SPEC_ENDING) && Files.isRegularFile(f))
          .sorted(java.util.Comparator.comparing(f -> f.toString().replace('\\', '/')))
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw TidydagException.files(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
