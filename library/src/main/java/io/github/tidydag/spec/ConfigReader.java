package io.github.tidydag.spec;

import io.github.tidydag.airflow.Target;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.Text;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spark.CustomResources;
import io.github.tidydag.tables.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code .tidydag.yaml} and chooses a profile. */
public final class ConfigReader {
  /** What holds where no configuration says otherwise: the newest versions that are known. */
  public static final Target NEWEST = new Target(Version.parse("3.3.2"), Version.parse("10.25.0"));

  private static final String SPARK_OPERATOR = "kubeflow/2.5.2";

  /** A service account: {@code namespace/name}. */
  static final Pattern ACCOUNT = Pattern.compile("[a-z0-9-]+/[a-z0-9.-]+");

  private static final Pattern DEPLOYMENT =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern OPERATOR =
      Pattern.compile("(kubeflow|apache)/\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");

  private final Tables tables;
  private final Problems problems;

  private ConfigReader(Tables tables, Problems problems) {
    this.tables = tables;
    this.problems = problems;
  }

  /** What holds without a configuration. */
  public static ProjectConfig absent(Optional<String> profile, Problems problems) {
    profile.ifPresent(
        name ->
            problems.error(
                Location.startOf(".tidydag.yaml"),
                name,
                "no such profile, since there is no .tidydag.yaml; write one, or leave --profile"));
    return new ProjectConfig(
        "",
        List.of(NEWEST),
        SPARK_OPERATOR,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  /**
   * Reads a configuration.
   *
   * @param profile the profile to choose; without one, {@code default_profile} or none
   */
  public static ProjectConfig read(
      String file, String text, Optional<String> profile, Tables tables, Problems problems) {
    if (text.isBlank()) {
      return absent(profile, problems);
    }
    Optional<Node> node = YamlReader.readOne(file, text, problems);
    if (node.isEmpty()) {
      return absent(Optional.empty(), problems);
    }
    return new ConfigReader(tables, problems).read(file, node.get(), profile);
  }

  private ProjectConfig read(String file, Node node, Optional<String> profileName) {
    Fields fields = Fields.of(node, "the configuration", problems);
    List<Target> targets = fields.node("targets").map(this::targets).orElse(List.of(NEWEST));
    Optional<String> sparkOperator = fields.text("spark_operator").filter(o -> operator(o, fields));
    Optional<String> deployment = fields.text("deployment").filter(d -> deployment(d, fields));
    Optional<String> account =
        fields
            .text("airflow_service_account")
            .filter(a -> account(a, fields.node("airflow_service_account").orElseThrow().at()));
    Map<String, String> vars = texts(fields.node("vars"), "vars");
    Optional<Node.Mapping> defaults = mapping(fields.node("defaults"), "defaults");
    Map<String, String> workerPaths = texts(fields.node("worker_paths"), "worker_paths");
    Map<String, String> kubeContexts = texts(fields.node("kube_contexts"), "kube_contexts");
    List<UploadStore> uploadStores =
        fields.node("upload_paths").map(new UploadStoreReader(problems)::read).orElse(List.of());
    Optional<String> namespace = fields.text("namespace");
    Optional<Node.Mapping> connection = mapping(fields.node("connection"), "connection");
    Optional<Node.Mapping> lint = mapping(fields.node("lint"), "lint");
    Optional<Fields> profile = profile(fields, profileName);
    if (profile.isPresent()) {
      Fields own = profile.get();
      Optional<Node.Entry> ownVars = own.entry("vars");
      vars.putAll(texts(ownVars.map(Node.Entry::value), "vars"));
      namespace = own.text("namespace").or(() -> fields.text("namespace"));
      connection =
          mapping(own.node("connection"), "connection")
              .or(() -> mapping(fields.node("connection"), "connection"));
      own.rejectOthers("a profile");
    }
    fields.rejectOthers("the configuration");
    Variables variables = new Variables(vars, problems);
    return new ProjectConfig(
        file,
        targets.isEmpty() ? List.of(NEWEST) : targets,
        sparkOperator.orElse(SPARK_OPERATOR),
        deployment,
        account,
        namespace,
        connection.map(c -> (Node.Mapping) variables.apply(c)),
        vars,
        defaults.map(d -> (Node.Mapping) variables.apply(d)),
        workerPaths,
        kubeContexts,
        uploadStores,
        lint);
  }

  private Optional<Fields> profile(Fields fields, Optional<String> chosen) {
    Optional<String> byDefault = fields.text("default_profile");
    Optional<Fields> profiles = fields.fields("profiles");
    List<String> names =
        profiles.map(p -> p.others().stream().map(Node.Entry::name).toList()).orElse(List.of());
    Optional<String> name = chosen.or(() -> byDefault);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!names.contains(name.get())) {
      Location at =
          chosen.isPresent() ? fields.at() : fields.node("default_profile").orElseThrow().at();
      problems.error(
          at,
          name.get(),
          "no such profile; "
              + (names.isEmpty()
                  ? "there are none here"
                  : "there are " + String.join(", ", names)));
      return Optional.empty();
    }
    return profiles.flatMap(p -> p.fields(name.get()));
  }

  private List<Target> targets(Node node) {
    List<Target> targets = new ArrayList<>();
    if (!(node instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
      problems.error(
          node.at(),
          node.describe(),
          "targets is a list; write - {airflow: 3.3.2, provider: 10.25.0}");
      return targets;
    }
    for (Node item : sequence.items()) {
      Fields fields = Fields.of(item, "a target", problems);
      Optional<Version> airflow = version(fields, "airflow");
      Optional<Version> provider = version(fields, "provider");
      fields.rejectOthers("a target");
      if (airflow.isPresent() && provider.isPresent()) {
        Target target = new Target(airflow.get(), provider.get());
        Optional<String> reason = target.impossible(tables.operators(), tables.core());
        if (reason.isPresent()) {
          problems.error(item.at(), target.toString(), reason.get());
        } else if (!targets.contains(target)) {
          targets.add(target);
        }
      }
    }
    // where one target must speak for all, it is the newest: the last
    targets.sort(Comparator.comparing(Target::airflow).thenComparing(Target::provider));
    return targets;
  }

  private Optional<Version> version(Fields fields, String name) {
    Optional<Node> node = fields.node(name);
    if (node.isPresent()
        && node.get() instanceof Node.Scalar scalar
        && scalar.text().matches("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}")) {
      return Optional.of(Version.parse(scalar.text()));
    }
    problems.error(
        node.map(Node::at).orElse(fields.at()),
        node.map(Node::describe).orElse(name),
        (node.isPresent() ? "is no version" : "is missing in this target")
            + "; write three numbers, such as "
            + (name.equals("airflow") ? "3.3.2" : "10.25.0"));
    return Optional.empty();
  }

  private boolean deployment(String text, Fields fields) {
    if (DEPLOYMENT.matcher(text).matches()) {
      return true;
    }
    problems.error(
        fields.node("deployment").orElseThrow().at(),
        text,
        "is put on objects as a label; write up to 63 letters, digits, '-', '_' and '.', with a"
            + " letter or digit at both ends");
    return false;
  }

  private boolean operator(String text, Fields fields) {
    Optional<String> problem =
        OPERATOR.matcher(text).matches()
            ? unknownRelease(text)
            : Optional.of(
                "is no Spark operator; write kubeflow/2.5.2 or apache/1.0.0, or the release in"
                    + " use");
    problem.ifPresent(
        message -> problems.error(fields.node("spark_operator").orElseThrow().at(), text, message));
    return problem.isEmpty();
  }

  /** As of Airflow, the first two numbers must be known: patches add few fields. */
  private static Optional<String> unknownRelease(String operator) {
    if (operator.equals(SPARK_OPERATOR)) {
      return Optional.empty(); // what most write: no table is read for it
    }
    String name = operator.substring(0, operator.indexOf('/'));
    Version release = Version.parse(operator.substring(name.length() + 1));
    List<Version> known = CustomResources.releases(name);
    if (known.stream().anyMatch(one -> one.minor().equals(release.minor()))) {
      return Optional.empty();
    }
    Version oldest = known.get(0);
    Version nearest =
        known.stream().filter(release::isAtLeast).reduce(oldest, (older, newer) -> newer);
    return Optional.of(
        "is no release whose fields are known; write %s/%s, the nearest of %s to %s"
            .formatted(name, nearest, oldest, known.get(known.size() - 1)));
  }

  private boolean account(String text, Location at) {
    if (ACCOUNT.matcher(text).matches()) {
      return true;
    }
    problems.error(at, text, "is no service account; write namespace/name");
    return false;
  }

  private Optional<Node.Mapping> mapping(Optional<Node> node, String name) {
    if (node.isPresent() && !(node.get() instanceof Node.Mapping)) {
      problems.error(
          node.get().at(),
          Text.shorten(node.get().describe(), 60),
          name + " is a mapping; write key: value");
    }
    return node.filter(n -> n instanceof Node.Mapping).map(n -> (Node.Mapping) n);
  }

  private Map<String, String> texts(Optional<Node> node, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    mapping(node, name)
        .ifPresent(
            m -> {
              for (Node.Entry entry : m.entries()) {
                Fields.text(entry.value(), entry.name(), problems)
                    .ifPresent(t -> texts.put(entry.name(), t));
              }
            });
    return texts;
  }
}
