package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the rules for SparkApplications ask of values again and again. */
final class Values {
  static final List<String> PODS = List.of("driver", "executor");
  static final String SPARK_CONF = "sparkConf";
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");
  private static final int MOST_DIGITS = 9;

  private Values() {}

  /** Whether a value is known to be this text. */
  static boolean is(Optional<Node.Scalar> value, String text) {
    return value.isPresent() && value.get().text().equals(text);
  }

  /** Whether a value is known to be true or false, in whatever case Spark or YAML take it. */
  static boolean is(Optional<Node.Scalar> value, boolean wanted) {
    return value.isPresent() && value.get().text().equalsIgnoreCase(Boolean.toString(wanted));
  }

  /** A whole number, where a value is known to be one. */
  static OptionalLong whole(Optional<Node.Scalar> value) {
    return value.isPresent() && WHOLE.matcher(value.get().text()).matches()
        ? OptionalLong.of(Long.parseLong(value.get().text()))
        : OptionalLong.empty();
  }

  /** An option that is a number; its default where the configuration has none that can be read. */
  static int number(Document document, RuleInfo rule, String option) {
    for (String said : document.settings().option(rule, option)) {
      if (DIGITS.matcher(said).matches()) {
        return Integer.parseInt(said);
      }
    }
    for (RuleInfo.Option known : rule.options()) {
      if (known.key().equals(option)) {
        return Integer.parseInt(known.byDefault().get(0));
      }
    }
    throw new IllegalArgumentException(rule.id() + " has no option " + option);
  }

  /** The value of a key of {@code sparkConf}, if it is there and known. */
  static Optional<Node.Scalar> conf(Block spec, String key) {
    return spec.known(SPARK_CONF, key);
  }

  /** The entry of a key of {@code sparkConf}. */
  static Optional<Node.Entry> confEntry(Block spec, String key) {
    return spec.find(SPARK_CONF, key);
  }

  /**
   * The Spark of {@code sparkVersion}; empty if it is not known, or starts with no version. What
   * follows the version is left out: {@code 3.5.1-amzn-0} is 3.5.1.
   */
  static Optional<Version> sparkVersion(Block spec) {
    return spec.known("sparkVersion").flatMap(version -> leadingVersion(version.text()));
  }

  /** The version that a text starts with, after a {@code v} perhaps. */
  static Optional<Version> leadingVersion(String text) {
    int start = text.startsWith("v") ? 1 : 0;
    int end = start;
    int digits = 0;
    while (end < text.length() && digits <= MOST_DIGITS) {
      char c = text.charAt(end);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && digits > 0) {
        digits = 0;
      } else {
        break;
      }
      end++;
    }
    if (end > start && text.charAt(end - 1) == '.') {
      end--;
    }
    return Version.tryParse(text.substring(start, end));
  }

  /**
   * Reports keys of a block that nothing reads, and how to remove them, unless all of it would go.
   *
   * @param unread what is wrong, by entry
   */
  static void removeAll(
      Document document, Block parent, Map<Node.Entry, String> unread, Sink sink) {
    boolean some = unread.size() < parent.body().entries().size();
    unread.forEach(
        (entry, message) ->
            sink.key(
                entry,
                message,
                some ? Edits.removing(document, parent, entry, true).orElse(null) : null));
  }
}
