package io.github.tidydag.source;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * Writes trees as YAML for people. A text stands without quotes only where YAML 1.1 and YAML 1.2
 * both read text; text of several lines becomes a block where nothing of it gets lost.
 *
 * <p>Whole numbers become decimal: {@code defaultMode: 0644} is 420 for kubectl, whose YAML library
 * knows octal numbers by the leading zero, but 644 for a reader of YAML 1.2.
 */
public final class YamlWriter {
  private static final int WIDEST_FLOW = 70;
  private static final int MOST_FLOW_ENTRIES = 3;
  private static final int LONGEST_NUMBER = 40;
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}0-9_./](?:[\\p{L}0-9_./@=+: -]*[\\p{L}0-9_./@=+-])?");
  private static final Pattern LIKE_A_NUMBER =
      Pattern.compile("[.+-]?[0-9][-+.0-9_:eEoxXa-fA-F]*|[yYnN]");
  private static final Pattern OCTAL = Pattern.compile("([-+]?)0o?([0-7]+)");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?");
  private static final Resolver YAML_1_1 = new Resolver();

  private YamlWriter() {}

  /** The tree on lines of its own, each indented by so many spaces, with a line feed at the end. */
  public static String block(Node tree, int indent) {
    String margin = " ".repeat(indent);
    StringBuilder out = new StringBuilder();
    for (String line : dump(convert(tree, false, true)).split("\n", -1)) {
      out.append(line.isEmpty() ? "" : margin).append(line).append('\n');
    }
    out.setLength(out.length() - 1); // what split made of the last line feed
    return out.toString();
  }

  /** The value on one line. */
  public static String line(Node value) {
    return dump(convert(value, true, false)).stripTrailing();
  }

  /** The text on one line. */
  public static String line(String text) {
    return dump(text(text, true)).stripTrailing();
  }

  private static String dump(org.yaml.snakeyaml.nodes.Node node) {
    DumperOptions options = new DumperOptions();
    options.setAllowUnicode(true);
    options.setSplitLines(false);
    options.setWidth(Integer.MAX_VALUE);
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setLineBreak(DumperOptions.LineBreak.UNIX);
    StringWriter out = new StringWriter();
    try {
      Serializer serializer = new Serializer(new Emitter(out, options), YAML_1_1, options, null);
      serializer.open();
      serializer.serialize(node);
      serializer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does not fail
    }
    return out.toString();
  }

  private static org.yaml.snakeyaml.nodes.Node convert(Node node, boolean inFlow, boolean onTop) {
    if (node instanceof Node.Mapping mapping) {
      boolean flow = inFlow || (!(onTop && !mapping.entries().isEmpty()) && fitsFlow(mapping));
      List<NodeTuple> tuples = new ArrayList<>();
      for (Node.Entry entry : mapping.entries()) {
        tuples.add(new NodeTuple(text(entry.name(), true), convert(entry.value(), flow, false)));
      }
      return new MappingNode(tag(node, Tag.MAP), tuples, flow ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
    if (node instanceof Node.Sequence sequence) {
      boolean flow =
          inFlow
              || (!(onTop && !sequence.items().isEmpty())
                  && fitsFlow(sequence.items(), WIDEST_FLOW));
      List<org.yaml.snakeyaml.nodes.Node> items = new ArrayList<>();
      for (Node item : sequence.items()) {
        items.add(convert(item, flow, false));
      }
      return new SequenceNode(tag(node, Tag.SEQ), items, flow ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }
    return scalar((Node.Scalar) node, inFlow);
  }

  private static boolean fitsFlow(Node.Mapping mapping) {
    int names = 0;
    for (Node.Entry entry : mapping.entries()) {
      names += entry.name().length() + 2;
    }
    return mapping.entries().size() <= MOST_FLOW_ENTRIES
        && fitsFlow(
            mapping.entries().stream().map(Node.Entry::value).toList(), WIDEST_FLOW - names);
  }

  private static boolean fitsFlow(List<Node> values, int width) {
    int taken = 0;
    for (Node value : values) {
      if (!(value instanceof Node.Scalar scalar) || scalar.text().indexOf('\n') >= 0) {
        return false;
      }
      taken += scalar.text().length() + 2;
    }
    return taken <= width;
  }

  /** The tag of a value, if it is one of its own. */
  private static Tag tag(Node node, Tag usual) {
    return node.tag().startsWith("!") && !node.tag().startsWith("!!") ? new Tag(node.tag()) : usual;
  }

  private static ScalarNode scalar(Node.Scalar value, boolean inFlow) {
    Tag own = tag(value, Tag.STR);
    if (!own.equals(Tag.STR)) {
      return new ScalarNode(own, value.text(), null, null, ScalarStyle.DOUBLE_QUOTED);
    }
    return switch (value.kind()) {
      case TEXT -> text(value.text(), inFlow);
      case NULL -> plain(Tag.NULL, "null");
      case BOOLEAN -> plain(Tag.BOOL, value.text().toLowerCase(Locale.ROOT));
      case INTEGER -> plain(Tag.INT, decimal(value.text()));
      case DECIMAL -> plain(Tag.FLOAT, fraction(value.text()));
    };
  }

  private static ScalarNode plain(Tag tag, String text) {
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }

  private static ScalarNode text(String text, boolean inFlow) {
    ScalarStyle style = ScalarStyle.DOUBLE_QUOTED;
    if (isPlain(text) && !(inFlow && text.indexOf(':') >= 0)) {
      style = ScalarStyle.PLAIN;
    } else if (!inFlow && survivesInBlock(text)) {
      style = ScalarStyle.LITERAL;
    }
    return new ScalarNode(Tag.STR, text, null, null, style);
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches()
        && !text.contains(": ")
        && !LIKE_A_NUMBER.matcher(text).matches()
        && YAML_1_1.resolve(NodeId.scalar, text, true).equals(Tag.STR);
  }

  /** Several lines, none of which ends or begins in what a block would drop or need a mark for. */
  private static boolean survivesInBlock(String text) {
    return text.indexOf('\n') > 0
        && !text.startsWith(" ")
        && !text.endsWith("\n\n")
        && !text.contains(" \n")
        && !text.endsWith(" ")
        && text.codePoints().allMatch(c -> c == '\n' || isVisible(c));
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** With a point, and a sign in the exponent: else PyYAML takes it for text. */
  private static String fraction(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return text; // infinity, or no number
    }
    String number = new BigDecimal(text).toString();
    int exponent = number.indexOf('E');
    String digits = exponent < 0 ? number : number.substring(0, exponent);
    return (digits.contains(".") ? digits : digits + ".0")
        + (exponent < 0 ? "" : number.substring(exponent));
  }

  private static String decimal(String number) {
    if (number.length() > LONGEST_NUMBER) {
      return number;
    }
    Matcher octal = OCTAL.matcher(number);
    if (octal.matches()) {
      return new BigInteger(octal.group(1).replace("+", "") + octal.group(2), 8).toString();
    }
    if (number.startsWith("0x")) {
      return new BigInteger(number.substring(2), 16).toString();
    }
    return new BigInteger(number).toString();
  }
}
