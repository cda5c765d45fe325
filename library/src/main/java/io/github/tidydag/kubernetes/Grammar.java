package io.github.tidydag.kubernetes;

import io.github.tidydag.tables.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the text of a field must look like for the API server to take it. Sources: the validation of
 * {@code k8s.io/apimachinery/pkg/util/validation} and {@code k8s.io/kubernetes/pkg/apis}.
 */
public final class Grammar {
  private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final Pattern PRINTABLE = Pattern.compile("[ -<>-~]+");
  private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9]([a-z0-9]|-(?!-))*");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");

  /** Labels, where an argument of an operator holds them. */
  public static final Grammar LABELS_MAP = parse("labels");

  /** Annotations, where an argument of an operator holds them. */
  public static final Grammar ANNOTATIONS_MAP = parse("annotations");

  /** Names of namespaces, accounts and what else may be in a host name. */
  public static final Grammar LABEL_NAME = parse("dns-label");

  /** The name of an object, unless its kind asks for more. */
  public static final Grammar OBJECT_NAME = parse("dns-subdomain");

  /** A name that may have a domain before it: of a finalizer. */
  public static final Grammar QUALIFIED_NAME = parse("label-key");

  /** The name of an environment variable, where it is the key of a map. */
  public static final Grammar ENV_NAME = parse("env-name");

  /** What kind of text. */
  public enum Kind {
    QUANTITY,
    INT_OR_STRING,
    /** A DNS label of RFC 1123: up to 63 lower-case letters, digits and hyphens. */
    DNS_LABEL,
    /** A DNS subdomain of RFC 1123: such labels with dots, up to 253. */
    DNS_SUBDOMAIN,
    /** A DNS subdomain of up to 52: its Jobs add 11 to the name. */
    CRON_JOB_NAME,
    PATH_SEGMENT,
    PORT_NAME,
    ENV_NAME,
    ENV_PREFIX,
    /** A map of label keys and label values. */
    LABELS,
    /** A map of label keys and any text. */
    ANNOTATIONS,
    LABEL_KEY,
    CONFIG_KEY,
    /** A map of config keys and any text. */
    CONFIG_DATA,
    /** A schedule; only that it is not empty is checked here. */
    CRON,
    TIME_ZONE,
    IP,
    ENUM,
    RANGE
  }

  private final Kind kind;
  private final List<String> values;
  private final long minimum;
  private final long maximum;

  private Grammar(Kind kind, List<String> values, long minimum, long maximum) {
    this.kind = kind;
    this.values = values;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  static Grammar parse(String text) {
    if (text.startsWith("enum:")) {
      return new Grammar(Kind.ENUM, List.of(text.substring(5).split("\\|", -1)), 0, 0);
    }
    if (text.startsWith("range:")) {
      String[] ends = text.substring(6).split("\\.\\.", -1);
      return new Grammar(Kind.RANGE, List.of(), Long.parseLong(ends[0]), Long.parseLong(ends[1]));
    }
    Kind kind = Kind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    return new Grammar(kind, List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public Kind kind() {
    return kind;
  }

  /** The texts of an {@link Kind#ENUM}. */
  public List<String> values() {
    return values;
  }

  /** The least number of a {@link Kind#RANGE}. */
  public long minimum() {
    return minimum;
  }

  /** The greatest number of a {@link Kind#RANGE}. */
  public long maximum() {
    return maximum;
  }

  /**
   * What is wrong with a text, and after a semicolon what to write; empty if nothing. For a field
   * that holds a list or a map, the text is one item or value.
   */
  public Optional<String> problem(String text) {
    return switch (kind) {
      case QUANTITY -> quantityProblem(text);
      case DNS_LABEL -> name(text, isLabel(text), 63, "lower-case letters, digits and '-'");
      case DNS_SUBDOMAIN ->
          name(text, isSubdomain(text), 253, "lower-case letters, digits, '-' and '.'");
      case CRON_JOB_NAME ->
          name(text, isSubdomain(text), 52, "lower-case letters, digits, '-' and '.'");
      case PATH_SEGMENT -> pathSegmentProblem(text);
      case PORT_NAME -> portNameProblem(text);
      case ENV_NAME ->
          matches(
              text,
              PRINTABLE,
              "is not a name of a variable; write ASCII without '=', at least one character");
      case ENV_PREFIX ->
          text.isEmpty()
              ? Optional.empty()
              : matches(text, PRINTABLE, "is not a prefix of variables; leave out '='");
      case LABELS -> labelValueProblem(text);
      case LABEL_KEY -> labelKeyProblem(text);
      case CONFIG_KEY -> configKeyProblem(text);
      case CRON, TIME_ZONE, IP ->
          text.isBlank() ? Optional.of("is empty; write a value") : Optional.empty();
      case ENUM -> enumProblem(text);
      case RANGE -> rangeProblem(text);
      case INT_OR_STRING, ANNOTATIONS, CONFIG_DATA -> Optional.empty();
    };
  }

  /** What is wrong with a key of a field that holds a map; empty if nothing. */
  public Optional<String> problemOfKey(String key) {
    return switch (kind) {
      case LABELS, ANNOTATIONS -> labelKeyProblem(key);
      case CONFIG_DATA -> configKeyProblem(key);
      default -> Optional.empty();
    };
  }

  private static Optional<String> quantityProblem(String text) {
    try {
      Quantity.parse(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static Optional<String> name(String text, boolean good, int limit, String of) {
    if (text.length() > limit) {
      return Optional.of("has %d characters; %d are allowed".formatted(text.length(), limit));
    }
    return good
        ? Optional.empty()
        : Optional.of("is not a name; write " + of + ", with a letter or digit at both ends");
  }

  private static boolean isLabel(String text) {
    return text.indexOf('.') < 0 && isSubdomain(text);
  }

  /** Lower-case letters and digits, and between them single dots or any number of hyphens. */
  private static boolean isSubdomain(String text) {
    char before = '.';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean good =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c == '-' && before != '.')
              || (c == '.' && before != '.' && before != '-');
      if (!good) {
        return false;
      }
      before = c;
    }
    return before != '.' && before != '-';
  }

  /** Letters and digits, and between them any number of hyphens, underscores and dots. */
  private static boolean isQualified(String text) {
    boolean end = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      end = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!end && (i == 0 || (c != '-' && c != '_' && c != '.'))) {
        return false;
      }
    }
    return end;
  }

  private static Optional<String> matches(String text, Pattern pattern, String otherwise) {
    return pattern.matcher(text).matches() ? Optional.empty() : Optional.of(otherwise);
  }

  private static Optional<String> pathSegmentProblem(String text) {
    boolean good =
        !text.isEmpty()
            && !text.equals(".")
            && !text.equals("..")
            && text.indexOf('/') < 0
            && text.indexOf('%') < 0;
    return good ? Optional.empty() : Optional.of("is not a name; leave out '/' and '%'");
  }

  private static Optional<String> portNameProblem(String text) {
    boolean letter = text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    boolean good =
        text.length() <= 15 && letter && PORT_NAME.matcher(text).matches() && !text.endsWith("-");
    return good
        ? Optional.empty()
        : Optional.of(
            "is not a name of a port; write up to 15 lower-case letters, digits and single '-',"
                + " with a letter among them");
  }

  private static Optional<String> labelKeyProblem(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      String domain = text.substring(0, slash);
      Optional<String> prefix =
          name(
              domain,
              isSubdomain(domain),
              253,
              "a domain of lower-case letters, digits, '-' and '.' before '/'");
      if (prefix.isPresent()) {
        return prefix;
      }
    }
    String name = text.substring(slash + 1);
    return name(name, isQualified(name), 63, "letters, digits, '-', '_' and '.'");
  }

  private static Optional<String> labelValueProblem(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : name(text, isQualified(text), 63, "letters, digits, '-', '_' and '.'");
  }

  private static Optional<String> configKeyProblem(String text) {
    if (text.equals(".") || text.equals("..") || text.startsWith("../")) {
      return Optional.of("is not a key; write a name");
    }
    if (text.length() > 253) {
      return Optional.of("has %d characters; 253 are allowed".formatted(text.length()));
    }
    return matches(text, CONFIG_KEY, "is not a key; write letters, digits, '-', '_' and '.'");
  }

  private Optional<String> enumProblem(String text) {
    if (values.contains(text)) {
      return Optional.empty();
    }
    List<String> shown = values.stream().filter(value -> !value.isEmpty()).toList();
    String meant =
        Spelling.nearest(text, shown)
            .map(near -> "write " + near)
            .orElse("write one of " + String.join(", ", shown));
    return Optional.of("is not one of the values that Kubernetes knows; " + meant);
  }

  private Optional<String> rangeProblem(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return Optional.of("is not a whole number; write " + rangeText());
    }
    long number = Long.parseLong(text);
    return number < minimum || number > maximum
        ? Optional.of("is out of range; write " + rangeText())
        : Optional.empty();
  }

  private String rangeText() {
    return maximum == Long.MAX_VALUE || maximum == Integer.MAX_VALUE
        ? "a number from " + minimum
        : "a number from " + minimum + " to " + maximum;
  }

  /** The grammar as the table writes it. */
  @Override
  public String toString() {
    return switch (kind) {
      case ENUM -> "enum:" + String.join("|", values);
      case RANGE -> "range:" + minimum + ".." + maximum;
      default -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }
}
