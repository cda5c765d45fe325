package io.github.tidydag.lint;

import io.github.tidydag.rbac.Surroundings;
import io.github.tidydag.source.JinjaBlocks;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One object of a file: a document, or an item of a List. Only one thread looks at it. */
public final class Document {
  private final SourceText source;
  private final List<SourceText> others;
  private final Node.Mapping root;
  private final DocumentKind kind;
  private final Settings settings;
  private final boolean partial;
  private final boolean podTemplate;
  private final boolean sparkTemplate;
  private final FileRole.TaskRole task;
  private final @Nullable AirflowTemplate template;
  private final boolean jinja;
  private final Supplier<Surroundings> surroundings;
  private final IdentityHashMap<Class<?>, Object> workedOut = new IdentityHashMap<>(4);
  private @Nullable List<PodPlace> pods;
  private boolean applicationIsKnown;
  private Optional<Block> application = Optional.empty();
  private @Nullable Boolean statements;
  private @Nullable Unmasking unmasking;
  private @Nullable Boolean whole;

  Document(SourceText source, Node.Mapping root, Settings settings, FileRole role) {
    this(source, List.of(), true, root, settings, role, () -> Surroundings.NONE);
  }

  /**
   * A document of a file.
   *
   * @param others texts of other files that values come from
   * @param jinja whether there may be Jinja in any of them
   * @param surroundings what is known of permissions beside it
   */
  Document(
      SourceText source,
      List<SourceText> others,
      boolean jinja,
      Node.Mapping root,
      Settings settings,
      FileRole role,
      Supplier<Surroundings> surroundings) {
    this(source, others, jinja, root, null, settings, role, surroundings);
  }

  /** The application of an {@code application_file} that Airflow alone reads. */
  Document(
      SourceText source,
      List<SourceText> others,
      boolean jinja,
      AirflowTemplate template,
      Settings settings,
      FileRole role,
      Supplier<Surroundings> surroundings) {
    this(source, others, jinja, template.application(), template, settings, role, surroundings);
  }

  private Document(
      SourceText source,
      List<SourceText> others,
      boolean jinja,
      Node.Mapping root,
      @Nullable AirflowTemplate template,
      Settings settings,
      FileRole role,
      Supplier<Surroundings> surroundings) {
    this.template = template;
    this.surroundings = surroundings;
    this.jinja = jinja;
    this.source = source;
    this.others = others;
    this.root = root;
    this.kind = DocumentKind.of(root, role);
    this.settings = settings;
    this.partial = role.partial();
    this.task = role.task();
    this.sparkTemplate =
        kind == DocumentKind.POD && !isDescribed() && SparkTemplates.isOne(source, root, role);
    this.podTemplate =
        kind == DocumentKind.POD
            && !sparkTemplate
            && (role.podTemplate() || (!isDescribed() && hasBase(root)));
  }

  /** The file that it stands in, before Jinja was masked. */
  public SourceText source() {
    return source;
  }

  /** All of it. Text may hold masked Jinja: see {@link #known}. */
  public Node.Mapping root() {
    return root;
  }

  public DocumentKind kind() {
    return kind;
  }

  public Settings settings() {
    return settings;
  }

  /** Whether it is a patch of another document: what it lacks is no mistake. */
  public boolean isPartial() {
    return partial;
  }

  /**
   * Whether all that it says is here: it is no patch, and no key or line of Jinja in it may bring
   * other keys. What one mapping lacks {@link Sink#missing} judges by that mapping alone; this is
   * for what several together lack.
   */
  public boolean isWhole() {
    Boolean known = whole;
    if (known == null) {
      known = !partial && !(jinja && hasKeyOfJinja(root));
      whole = known;
    }
    return known;
  }

  private static boolean hasKeyOfJinja(Node node) {
    if (node instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        if (JinjaMask.isIn(entry.name()) || hasKeyOfJinja(entry.value())) {
          return true;
        }
      }
    } else if (node instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        if (hasKeyOfJinja(item)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether it is a Pod that Airflow makes pods of: its path says so, or it has the container
   * {@code base}, which is where KubernetesPodOperator and KubernetesExecutor put the task.
   */
  public boolean isPodTemplate() {
    return podTemplate;
  }

  /**
   * Whether it is a Pod that Spark makes drivers or executors of: {@code
   * spark.kubernetes.driver.podTemplateFile}.
   */
  public boolean isSparkTemplate() {
    return sparkTemplate;
  }

  /**
   * Whether Airflow submits it: a task of a spec says so, or its form, which nothing else reads.
   */
  public boolean isSubmitted() {
    return task != FileRole.TaskRole.NONE || template != null;
  }

  /**
   * Whether it stands below {@code spark}, in an {@code application_file} that Airflow alone reads:
   * SparkKubernetesOperator names it, and may bring its image and its file.
   */
  public boolean isAirflowTemplate() {
    return template != null;
  }

  /**
   * What stands beside an application in the same {@code application_file}: the section {@code
   * kubernetes} that SparkKubernetesOperator merges into it. Empty if there is none, or it is
   * empty.
   */
  public Optional<Block> kubernetesSection() {
    return template == null ? Optional.empty() : template.section();
  }

  /** Whether it is written as a task of a spec, not as YAML of its own. */
  public boolean isDescribed() {
    return task == FileRole.TaskRole.DESCRIBED;
  }

  /** Whether there may be Jinja in it. */
  public boolean mayHoldJinja() {
    return jinja;
  }

  /** A value as it was written, before its Jinja was masked. */
  public String jinja(Node.Scalar scalar) {
    return sourceOf(scalar.at()).map(text -> text.at(scalar.at())).orElse("Jinja");
  }

  private Optional<SourceText> sourceOf(Location at) {
    String file = at.file();
    return file.equals(source.file())
        ? Optional.of(source)
        : others.stream().filter(other -> file.equals(other.file())).findFirst();
  }

  /**
   * A text with the Jinja that was masked in it: of masks that look alike, the last one before a
   * place is meant.
   */
  String unmasked(String text, Location place) {
    if (!JinjaMask.isIn(text)) {
      return text;
    }
    if (unmasking == null || !unmasking.isOf(place.file())) {
      unmasking = sourceOf(place).map(Unmasking::of).orElse(null);
    }
    return unmasking == null
        ? Unmasking.withoutSource(text)
        : unmasking.of(text, place.endLine(), place.endColumn());
  }

  /**
   * Whether statements of Jinja stand in it, such as {@code {% for %}}: what it lacks, they may
   * bring.
   */
  public boolean hasStatements() {
    Boolean known = statements;
    if (known == null) {
      Node.Mapping whole = template == null ? root : template.whole();
      known = jinja && JinjaBlocks.hasStatements(source.at(whole.at()));
      statements = known;
    }
    return known;
  }

  /**
   * What is known of permissions beside it: what else is linted says of them, or all that a cluster
   * has.
   */
  public Surroundings surroundings() {
    return surroundings.get();
  }

  /** The pods that it describes, found once for all rules. */
  public List<PodPlace> pods() {
    List<PodPlace> found = pods;
    if (found == null) {
      found = PodPlace.of(this);
      pods = found;
    }
    return found;
  }

  /**
   * What several rules need to know of it, worked out for the first of them.
   *
   * @param what what is known, which tells it from all else
   */
  public <T> T once(Class<T> what, Function<Document, T> work) {
    T known = what.cast(workedOut.get(what));
    if (known == null) {
      known = work.apply(this);
      workedOut.put(what, known);
    }
    return known;
  }

  private static boolean hasBase(Node.Mapping root) {
    if (root.find("spec", "containers").map(Node.Entry::value).orElse(null)
        instanceof Node.Sequence containers) {
      for (Node container : containers.items()) {
        if (known(container, "name").filter(name -> name.text().equals("base")).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The {@code spec} of an application of the Kubeflow operator, also where a schedule holds it.
   */
  public Optional<Block> application() {
    if (!applicationIsKnown) {
      application =
          switch (kind) {
            case SPARK_APPLICATION -> Block.of(root.entry("spec"));
            case SCHEDULED_SPARK_APPLICATION -> Block.of(root.find("spec", "template"));
            default -> Optional.empty();
          };
      applicationIsKnown = true;
    }
    return application;
  }

  /** What an entry below a mapping says; empty if it is missing, null, no scalar or holds Jinja. */
  public static Optional<Node.Scalar> known(Node node, String... names) {
    if (!(node instanceof Node.Mapping mapping)) {
      return Optional.empty();
    }
    Optional<Node.Entry> entry = mapping.find(names); // no lambdas: rules ask a thousand times
    return entry.isPresent() ? known(entry.get().value()) : Optional.empty();
  }

  /** A scalar that says something by itself: neither null nor Jinja. */
  public static Optional<Node.Scalar> known(Node node) {
    return node instanceof Node.Scalar scalar && !scalar.isNull() && !JinjaMask.isIn(scalar.text())
        ? Optional.of(scalar)
        : Optional.empty();
  }

  /** Kind and name, such as {@code SparkApplication/pi}. */
  public String object() {
    String name = known(root, "metadata", "name").map(Node.Scalar::text).orElse("");
    String what = root.get("kind").orElse(null) instanceof Node.Scalar s ? s.text() : "";
    return what + "/" + name;
  }

  /** What to call a value in a message: as it was written, Jinja included. */
  public String written(Node node) {
    return node instanceof Node.Scalar scalar && JinjaMask.isIn(scalar.text())
        ? jinja(scalar)
        : node.describe();
  }
}
