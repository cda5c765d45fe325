package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.kubernetes.Field;
import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.kubernetes.Quantity;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the API server asks of a pod beyond the types of its fields: read from its validation
 * ({@code k8s.io/kubernetes/pkg/apis/core/validation}) and tried against 1.36.
 */
final class PodDemands {
  /** Fields that the types call optional, and the validation asks for. */
  private static final Set<String> REQUIRED =
      Set.of(
          "V1Pod.spec",
          "V1Job.spec",
          "V1CronJob.spec",
          "V1Container.image",
          "V1ExecAction.command",
          "V1HostAlias.ip",
          "V1ConfigMapKeySelector.name",
          "V1SecretKeySelector.name",
          "V1ConfigMapEnvSource.name",
          "V1SecretEnvSource.name",
          "V1ConfigMapVolumeSource.name",
          "V1SecretVolumeSource.secretName");

  /** Fields that the types call required, and may be empty or missing all the same. */
  private static final Set<String> EMPTY = Set.of("V1LabelSelectorRequirement.values");

  /** Whole numbers of 64 bits; all others have 32. */
  private static final Set<String> LONG =
      Set.of(
          "terminationGracePeriodSeconds",
          "activeDeadlineSeconds",
          "tolerationSeconds",
          "runAsUser",
          "runAsGroup",
          "fsGroup",
          "supplementalGroups",
          "expirationSeconds",
          "seconds",
          "generation",
          "deletionGracePeriodSeconds");

  /** Objects that hold exactly one of some keys. */
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "V1Probe", List.of("exec", "grpc", "httpGet", "tcpSocket"),
          "V1LifecycleHandler", List.of("exec", "httpGet", "sleep", "tcpSocket"),
          "V1EnvVarSource",
              List.of(
                  "configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"),
          "V1EnvFromSource", List.of("configMapRef", "secretRef"));

  /** Lists, and the keys that no two of their items may agree in. */
  private static final Map<String, List<String>> UNIQUE =
      Map.of(
          "V1PodSpec.volumes", List.of("name"),
          "V1PodSpec.containers", List.of("name"),
          "V1PodSpec.initContainers", List.of("name"),
          "V1PodSpec.topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable"),
          "V1Container.volumeMounts", List.of("mountPath"),
          "V1Container.ports", List.of("name"));

  /** Names of objects: the API server takes any, and no object can have some of them. */
  private static final Set<String> LAX =
      Set.of(
          "V1LocalObjectReference.name",
          "V1TopologySpreadConstraint.topologyKey",
          "V1ConfigMapVolumeSource.name",
          "V1SecretVolumeSource.secretName",
          "V1KeyToPath.key");

  private static final Set<String> RESOURCES = Set.of("cpu", "memory", "ephemeral-storage");

  private static final Set<String> FIELDS =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "metadata.labels",
          "metadata.annotations",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");

  private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger LEAST = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final int MOST_PORT = 65535;

  private PodDemands() {}

  static boolean isRequired(String type, String key) {
    return REQUIRED.contains(type + "." + key);
  }

  static boolean mayBeEmpty(String type, String key) {
    return EMPTY.contains(type + "." + key);
  }

  /** What is wrong with the choice of an object's keys. */
  static Optional<String> choice(String type, Node.Mapping body) {
    return choice(type, body, key -> true);
  }

  /**
   * The same where a definition does not have all keys.
   *
   * @param known whether it has one
   */
  static Optional<String> choice(String type, Node.Mapping body, Predicate<String> known) {
    List<String> choices = CHOICES.get(type);
    if (choices == null) {
      return switch (type) {
        case "V1Toleration" -> toleration(body);
        case "V1LabelSelectorRequirement" -> selector(body);
        case "V1VolumeMount" -> mount(body);
        default -> Optional.empty();
      };
    }
    int written = 0;
    for (String choice : choices) {
      Node value = body.get(choice).orElse(null);
      written += value == null || (value instanceof Node.Scalar s && s.isNull()) ? 0 : 1;
    }
    return written == 1
        ? Optional.empty()
        : Optional.of(
            "has %s of %s; write one"
                .formatted(
                    written == 0 ? "none" : "more than one",
                    MessageParts.or(choices.stream().filter(known).toList())));
  }

  private static Optional<String> toleration(Node.Mapping body) {
    String operator = text(body, "operator");
    if (text(body, "key").isEmpty() && !operator.equals("Exists")) {
      return Optional.of("has no key and an operator other than Exists; write the key");
    }
    return operator.isEmpty() || operator.equals("Equal")
        ? Grammar.LABELS_MAP.problem(text(body, "value")).map(p -> "has a value that " + p)
        : Optional.empty();
  }

  private static Optional<String> selector(Node.Mapping body) {
    String operator = text(body, "operator");
    boolean listed = operator.equals("In") || operator.equals("NotIn");
    boolean empty =
        !(body.get("values").orElse(null) instanceof Node.Sequence values)
            || values.items().isEmpty();
    return listed && empty
        ? Optional.of("has no values, and operator %s needs some; write values".formatted(operator))
        : Optional.empty();
  }

  private static Optional<String> mount(Node.Mapping body) {
    return text(body, "subPath").isEmpty() || text(body, "subPathExpr").isEmpty()
        ? Optional.empty()
        : Optional.of("has both subPath and subPathExpr; write one");
  }

  /**
   * What is wrong with a path; empty for what is none ({@code validateLocalDescendingPath}, {@code
   * validateLocalNonReservedPath}, {@code validateHostPathVolumeSource}).
   */
  static Optional<String> path(String type, String key, String text) {
    boolean within =
        switch (key) {
          case "subPath", "subPathExpr" -> type.equals("V1VolumeMount");
          case "path" ->
              type.equals("V1KeyToPath")
                  || type.equals("V1DownwardAPIVolumeFile")
                  || type.equals("V1HostPathVolumeSource");
          default -> false;
        };
    if (!within) {
      return Optional.empty();
    }
    if (text.startsWith("/") && !type.equals("V1HostPathVolumeSource")) {
      return Optional.of("is an absolute path; write one below the volume");
    }
    return ("/" + text + "/").contains("/../")
        ? Optional.of("holds '..'; write the path without it")
        : Optional.empty();
  }

  private static String text(Node.Mapping body, String key) {
    return body.get(key).orElse(null) instanceof Node.Scalar scalar && !scalar.isNull()
        ? scalar.text()
        : "";
  }

  /** Whether a list may hold an item without a value: it counts as an empty text or object. */
  static boolean maySkip(ValueType item, NewestType type) {
    return item instanceof ValueType.Scalar
        ? !type.name().equals("V1HostAlias")
        : !(item instanceof ValueType.Kubernetes)
            || (!CHOICES.containsKey(type.name())
                && !type.name().equals("V1Toleration")
                && type.required().isEmpty());
  }

  /** The keys that no two items of a list may agree in; none for most lists. */
  static List<String> unique(String type, String key) {
    return UNIQUE.getOrDefault(type + "." + key, List.of());
  }

  /** What is wrong with a key of a map. */
  static Optional<String> problemOfKey(String type, Field field, String key) {
    boolean resource = field.jsonName().equals("limits") || field.jsonName().equals("requests");
    if (!resource || !type.equals("V1ResourceRequirements")) {
      return field.grammar().flatMap(grammar -> grammar.problemOfKey(key));
    }
    return RESOURCES.contains(key) || key.startsWith("hugepages-") || key.indexOf('/') > 0
        ? Optional.empty()
        : Optional.of(
            "is no resource; write " + MessageParts.or(RESOURCES.stream().sorted().toList()));
  }

  /** Whether the API server takes a text that the grammar refuses. */
  static boolean isLax(String type, Field field) {
    return LAX.contains(type + "." + field.jsonName());
  }

  /** What is wrong with a scalar of the right kind. */
  static Optional<String> problem(
      String type, Field field, Node.Entry owner, Node.Scalar scalar, Node.Kind kind) {
    String text = scalar.text();
    Grammar grammar = field.grammar().orElse(null);
    boolean quantity = grammar != null && grammar.kind() == Grammar.Kind.QUANTITY;
    if (text.isEmpty() && !quantity && !(field.type() instanceof ValueType.ListOf)) {
      return Optional.empty(); // as good as missing
    }
    if (kind == Node.Kind.INTEGER && field.type() == ValueType.Scalar.INT) {
      Optional<String> range = range(field, scalar);
      if (range.isPresent()) {
        return range;
      }
    }
    Optional<String> path = path(type, field.jsonName(), text);
    if (path.isPresent()) {
      return path;
    }
    if (type.equals("V1HostAlias")) {
      return field.jsonName().equals("ip") ? ip(text) : Grammar.OBJECT_NAME.problem(text);
    }
    if (type.equals("V1ObjectFieldSelector") && field.jsonName().equals("fieldPath")) {
      return fieldPath(text);
    }
    if (type.equals("V1LabelSelectorRequirement") && field.jsonName().equals("values")) {
      return Grammar.LABELS_MAP.problem(text);
    }
    if (grammar == null || field.jsonName().equals("terminationGracePeriodSeconds")) {
      return Optional.empty(); // less than nothing counts as one second
    }
    if (quantity) {
      return grammar.problem(text).or(() -> amount(owner.name(), text));
    }
    return grammar.kind() == Grammar.Kind.INT_OR_STRING && field.jsonName().equals("port")
        ? port(scalar, kind)
        : grammar.problem(
            grammar.kind() == Grammar.Kind.RANGE && kind == Node.Kind.INTEGER
                ? Wire.whole(scalar).map(BigInteger::toString).orElse(text)
                : text);
  }

  private static Optional<String> amount(String resource, String text) {
    BigDecimal value = Quantity.parse(text).value();
    if (value.signum() < 0) {
      return Optional.of("is less than nothing; write 0 or more");
    }
    boolean piece = resource.indexOf('/') > 0 && !resource.startsWith("kubernetes.io/");
    return piece && value.stripTrailingZeros().scale() > 0
        ? Optional.of("is a part of one; write a whole number of " + resource)
        : Optional.empty();
  }

  private static Optional<String> fieldPath(String text) {
    boolean subscript =
        (text.startsWith("metadata.labels['") || text.startsWith("metadata.annotations['"))
            && text.endsWith("']");
    return subscript || FIELDS.contains(text)
        ? Optional.empty()
        : Optional.of(
            "is no field that a pod can read; write "
                + MessageParts.or(FIELDS.stream().sorted().toList()));
  }

  private static Optional<String> ip(String text) {
    boolean good = text.indexOf(':') >= 0 ? isSix(text) : isFour(text);
    return good ? Optional.empty() : Optional.of("is no IP address; write one such as 10.0.0.1");
  }

  private static boolean isFour(String text) {
    String[] parts = text.split("\\.", -1);
    boolean good = parts.length == 4;
    for (String part : parts) {
      good =
          good
              && !part.isEmpty()
              && part.length() <= 3
              && part.chars().allMatch(c -> c >= '0' && c <= '9')
              && Integer.parseInt(part) <= 255
              && (part.length() == 1 || part.charAt(0) != '0');
    }
    return good;
  }

  /** As far as a typing error shows: groups of up to four hexadecimal digits. */
  private static boolean isSix(String text) {
    String[] groups = text.split(":", -1);
    boolean good = groups.length >= 3 && groups.length <= 9;
    for (int i = 0; i < groups.length; i++) {
      String group = groups[i];
      boolean last = i == groups.length - 1;
      good =
          good
              && ((last && group.indexOf('.') > 0 && isFour(group))
                  || (group.length() <= 4
                      && group.chars().allMatch(c -> Character.digit(c, 16) >= 0)));
    }
    return good;
  }

  private static Optional<String> range(Field field, Node.Scalar scalar) {
    BigInteger number = Wire.whole(scalar).orElse(null);
    boolean fits =
        number != null
            && (LONG.contains(field.jsonName())
                ? number.bitLength() < Long.SIZE
                : number.compareTo(MOST) <= 0 && number.compareTo(LEAST) >= 0);
    return fits
        ? Optional.empty()
        : Optional.of("is too large for %s; write less".formatted(field.jsonName()));
  }

  private static Optional<String> port(Node.Scalar scalar, Node.Kind kind) {
    if (kind == Node.Kind.TEXT) {
      String text = scalar.text();
      boolean good =
          text.length() <= 15
              && text.chars().anyMatch(c -> c >= 'a' && c <= 'z')
              && text.chars()
                  .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')
              && !text.startsWith("-")
              && !text.endsWith("-")
              && !text.contains("--");
      return good
          ? Optional.empty()
          : Optional.of(
              "is not a name of a port; write up to 15 lower-case letters, digits and single '-',"
                  + " or a number without quotes");
    }
    BigInteger number = Wire.whole(scalar).orElse(BigInteger.ZERO);
    return number.signum() > 0 && number.compareTo(BigInteger.valueOf(MOST_PORT)) <= 0
        ? Optional.empty()
        : Optional.of("is out of range; write a number from 1 to " + MOST_PORT);
  }
}
