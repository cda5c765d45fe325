package io.github.tidydag.convert;

import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problem;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.Text;
import io.github.tidydag.source.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns manifests into specs: SparkApplication, ScheduledSparkApplication, Job and CronJob, from
 * files of one or several documents, Lists, YAML or JSON.
 */
public final class ManifestImport {
  private static final String SPARK = "sparkoperator.k8s.io/";
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\{%");
  private static final Pattern TEMPLATES = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);
  private static final Pattern OF_HELM =
      Pattern.compile(
          "\\{\\{-?[\\s(]*(?:\\.|\\$|(?:include|template|tpl|toYaml|quote|default|required|printf|if|with|range|end)\\b)");
  private static final Set<String> KINDS =
      Set.of("SparkApplication", "ScheduledSparkApplication", "Job", "CronJob");

  private final String file;
  private final Problems problems;
  private final Set<String> dagIds = new HashSet<>();
  private final List<ImportedSpec> specs = new ArrayList<>();

  private ManifestImport(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The specs of a file's manifests, in their order. A manifest with an error gives none; an object
   * of another kind is a warning.
   *
   * @param file how messages name the file
   */
  public static List<ImportedSpec> read(String file, String text, Problems problems) {
    Problems found = new Problems();
    List<Node> documents = YamlReader.readAll(file, text, found);
    if (found.hasErrors()) {
      problems.addAll(explained(file, text, found));
      return List.of();
    }
    problems.addAll(found);
    ManifestImport run = new ManifestImport(file, problems);
    documents.forEach(document -> run.document(document, ""));
    if (documents.isEmpty()) {
      problems.error(Location.startOf(file), "", "the file is empty; give it a manifest");
    }
    return List.copyOf(run.specs);
  }

  /** Says of what is no YAML because of a template that it is for that. */
  private static Problems explained(String file, String text, Problems found) {
    Problem first = found.sorted().get(0);
    String[] lines = text.split("\n", -1);
    for (int i = Math.min(first.at().line(), lines.length); i >= 1; i--) {
      String line = lines[i - 1];
      if (TEMPLATE.matcher(line).find()) {
        Problems better = new Problems();
        int start = line.length() - line.stripLeading().length();
        better.error(
            new Location(file, i, start + 1, i, line.codePointCount(0, line.length()) + 1),
            line.strip(),
            "is a template that makes this no YAML; of a Helm chart, import what helm template"
                + " prints; Jinja of Airflow stands in quotes, and a SparkApplication with Jinja"
                + " blocks can stay a file of its own, named by application_file");
        return better;
      }
    }
    return found;
  }

  private void document(Node document, String kindOfList) {
    if (!(document instanceof Node.Mapping mapping)) {
      problems.error(document.at(), document.describe(), "is no manifest; write a mapping");
      return;
    }
    Problems found = new Problems();
    Fields manifest = new Fields(mapping, found);
    String kind = manifest.text("kind").orElse(kindOfList);
    if (kind.isEmpty()) {
      found.error(mapping.at(), "kind", "is missing; write what the manifest describes");
    } else if (kind.endsWith("List") && manifest.entry("items").isPresent()) {
      String itemKind = kind.substring(0, kind.length() - "List".length());
      manifest
          .list("items")
          .ifPresent(items -> items.items().forEach(item -> document(item, itemKind)));
    } else if (!KINDS.contains(kind)) {
      found.warning(
          manifest.entry("kind").map(entry -> entry.value().at()).orElse(mapping.at()),
          kind,
          "is not imported; of these something becomes a task: CronJob, Job,"
              + " ScheduledSparkApplication, SparkApplication");
    } else {
      manifest(kind, manifest, found);
    }
    problems.addAll(found);
  }

  private void manifest(String kind, Fields manifest, Problems found) {
    Fields metadata = manifest.mappingOrEmpty("metadata");
    Optional<String> written = metadata.text("name").or(() -> metadata.text("generateName"));
    if (written.isEmpty()) {
      found.error(metadata.at(), "metadata.name", "is missing; the DAG is called after it");
      return;
    }
    String name = withoutTemplates(written.get());
    String namespace = metadata.text("namespace").orElse("");
    String shown = (namespace.isEmpty() ? "" : namespace + "/") + written.get();
    Draft draft =
        new Draft(
            kind
                + " "
                + Text.shorten(shown, 200)
                + " ("
                + Text.shorten(file, 200)
                + ", line "
                + manifest.at().line()
                + ")",
            name,
            manifest.at());
    if (TEMPLATE.matcher(written.get()).find()) {
      draft.remark(
          metadata.at(),
          written.get(),
          "is a template, and neither a DAG's id nor an application's name can be one; they are "
              + name
              + ", and Airflow adds a suffix of its own to each run");
    }
    if (namespace.isEmpty()) {
      draft.remark(
          metadata.at(), "namespace", "is not given; that of the profile in .tidydag.yaml counts");
    }
    version(kind, manifest, draft, found);
    switch (kind) {
      case "SparkApplication" -> new SparkApplications(draft, found).single(manifest);
      case "ScheduledSparkApplication" -> new SparkApplications(draft, found).scheduled(manifest);
      case "Job" -> new Jobs(draft, found).single(manifest);
      default -> new Jobs(draft, found).scheduled(manifest);
    }
    helm(manifest, draft);
    if (!found.hasErrors()) {
      specs.add(draft.finish(dagId(name, namespace)));
    }
  }

  private static void version(String kind, Fields manifest, Draft draft, Problems found) {
    String version = manifest.text("apiVersion").orElse("");
    Location at =
        manifest.entry("apiVersion").map(entry -> entry.value().at()).orElse(manifest.at());
    boolean spark = kind.endsWith("SparkApplication");
    if (version.equals(spark ? SPARK + "v1beta2" : "batch/v1") || version.isEmpty()) {
      return;
    }
    if (spark && version.matches(Pattern.quote(SPARK) + "v1(?:alpha|beta)1")) {
      draft.remark(
          at,
          version,
          "is v1beta2 here: operators since 1.1.2 serve no other; check the fields that it renamed");
    } else if (kind.equals("CronJob") && version.startsWith("batch/v")) {
      draft.remark(at, version, "is gone since Kubernetes 1.25; the Job that it made is the same");
    } else {
      found.error(
          at,
          version,
          spark
              ? "is an API that Airflow's SparkKubernetesOperator does not understand; it knows "
                  + SPARK
                  + "v1beta2"
              : "is no API of a " + kind + "; write batch/v1");
    }
  }

  private static void helm(Fields manifest, Draft draft) {
    List<Node.Scalar> found = new ArrayList<>();
    for (Node.Entry entry : manifest.entries()) {
      collectHelm(entry.value(), found);
    }
    if (!found.isEmpty()) {
      Node.Scalar first = found.get(0);
      draft.remark(
          first.at(),
          "",
          (found.size() == 1
                  ? "this value holds a template"
                  : found.size() + " values from here on hold templates")
              + " of Helm; Airflow would take it for Jinja and fail, so import what helm template"
              + " prints");
    }
  }

  private static void collectHelm(Node node, List<Node.Scalar> found) {
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach(entry -> collectHelm(entry.value(), found));
    } else if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> collectHelm(item, found));
    } else if (node instanceof Node.Scalar scalar && OF_HELM.matcher(scalar.text()).find()) {
      found.add(scalar);
    }
  }

  private static String withoutTemplates(String name) {
    String plain =
        TEMPLATES
            .matcher(name)
            .replaceAll("")
            .replaceAll("[^A-Za-z0-9_.-]+", "-")
            .replaceAll("[-_.]{2,}", "-")
            .replaceAll("^[-_.]+|[-_.]+$", "");
    return plain.isEmpty() ? "imported" : plain;
  }

  /** The name, told apart from an earlier manifest's by its namespace or a number. */
  private String dagId(String name, String namespace) {
    String apart = namespace.isEmpty() ? name : withoutTemplates(name + "-" + namespace);
    String id = dagIds.contains(name) ? apart : name;
    for (int i = 2; !dagIds.add(id); i++) {
      id = apart + "-" + i;
    }
    return id;
  }
}
