package io.github.tidydag.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * Writes objects in the lines of {@code kubectl get -o yaml}, so that a line of a finding is one
 * that its reader sees. Source: encode.go and sorter.go of sigs.k8s.io/yaml/goyaml.v2.
 */
public final class KubectlYaml {
  /** What go-yaml would not read as text. */
  private static final Pattern NO_TEXT =
      Pattern.compile(
          "|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO"
              + "|on|On|ON|off|Off|OFF|\\.nan|\\.NaN|\\.NAN|[-+]?\\.(?:inf|Inf|INF)"
              + "|[-+]?(?:0[xX][_0-9a-fA-F]+|0[oO]?[_0-7]+|0[bB][_01]+)"
              + "|[-+]?(?:\\.[_0-9]+|[0-9][_0-9]*(?:\\.[_0-9]*)?)(?:[eE][-+]?[0-9]+)?"
              + "|[-+]?[0-9][_0-9]*(?::[0-5]?[0-9])+(?:\\.[_0-9]*)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
              + "(?:[Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\\.[0-9]+)?(?:Z|[-+][0-9:]+)?)?");

  private KubectlYaml() {}

  /** The object, with a line feed at the end. */
  public static String of(JsonNode object) {
    DumperOptions options = new DumperOptions();
    options.setAllowUnicode(true);
    options.setIndent(2);
    options.setLineBreak(DumperOptions.LineBreak.UNIX);
    StringWriter out = new StringWriter();
    try {
      Serializer serializer =
          new Serializer(new Emitter(out, options), new AllText(), options, null);
      serializer.open();
      serializer.serialize(node(object));
      serializer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does not fail
    }
    return out.toString();
  }

  /** Lets us say which scalars have quotes. */
  private static final class AllText extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // none
    }
  }

  private static Node node(JsonNode value) {
    if (value.isObject()) {
      List<NodeTuple> tuples = new ArrayList<>();
      for (String key : sorted(value)) {
        tuples.add(new NodeTuple(text(key), node(value.get(key))));
      }
      return new MappingNode(Tag.MAP, tuples, style(tuples));
    }
    if (value.isArray()) {
      List<Node> items = new ArrayList<>();
      value.forEach(item -> items.add(node(item)));
      return new SequenceNode(Tag.SEQ, items, style(items));
    }
    return value.isTextual()
        ? text(value.asText())
        : new ScalarNode(Tag.STR, value.asText(), null, null, ScalarStyle.PLAIN);
  }

  private static FlowStyle style(List<?> values) {
    return values.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
  }

  private static Node text(String text) {
    ScalarStyle style = ScalarStyle.PLAIN; // the emitter quotes what cannot be
    if (text.indexOf('\n') >= 0) {
      style = isBlock(text) ? ScalarStyle.LITERAL : ScalarStyle.DOUBLE_QUOTED;
    } else if (NO_TEXT.matcher(text).matches()) {
      style = ScalarStyle.DOUBLE_QUOTED;
    }
    return new ScalarNode(Tag.STR, text, null, null, style);
  }

  /** Whether nothing of it would get lost in a block. */
  private static boolean isBlock(String text) {
    return !text.contains(" \n")
        && !text.endsWith(" ")
        && text.chars().noneMatch(c -> c < ' ' && c != '\n');
  }

  /** By insertion, as go-yaml sorts few of them: its order is not one of all texts. */
  private static List<String> sorted(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object
        .fieldNames()
        .forEachRemaining(
            key -> {
              int at = keys.size();
              while (at > 0 && compare(key, keys.get(at - 1)) < 0) {
                at--;
              }
              keys.add(at, key);
            });
    return keys;
  }

  /** Letters after what is none, and numbers by what they mean. */
  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char one = a.charAt(i);
      char other = b.charAt(i);
      if (one == other) {
        continue;
      }
      boolean isLetter = Character.isLetter(one);
      if (isLetter && Character.isLetter(other)) {
        return Character.compare(one, other);
      }
      if (isLetter || Character.isLetter(other)) {
        return isLetter ? 1 : -1;
      }
      int byNumber = number(a, i).compareTo(number(b, i));
      return byNumber != 0 ? byNumber : Character.compare(one, other);
    }
    return Integer.compare(a.length(), b.length());
  }

  /** The number that a place is in; less than all where there is none. */
  private static BigInteger number(String text, int at) {
    int start = at;
    while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    int end = at;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return start == end ? BigInteger.ONE.negate() : new BigInteger(text.substring(start, end));
  }
}
