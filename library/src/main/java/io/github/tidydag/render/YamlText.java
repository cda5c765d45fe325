package io.github.tidydag.render;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * YAML source of trees of maps, lists, text, numbers, booleans and null. Text that any YAML 1.1 or
 * 1.2 reader could take for something else is quoted.
 */
public final class YamlText {
  private YamlText() {}

  /** A text on one line. */
  static String scalar(String text) {
    DumperOptions options = options(DumperOptions.FlowStyle.FLOW);
    options.setDefaultScalarStyle(DumperOptions.ScalarStyle.DOUBLE_QUOTED);
    return dump(text, options);
  }

  /** A tree whose lines start at a column. */
  public static String block(Object tree, int indent) {
    boolean empty =
        (tree instanceof Map<?, ?> map && map.isEmpty())
            || (tree instanceof List<?> list && list.isEmpty());
    String text = dump(tree, options(DumperOptions.FlowStyle.BLOCK));
    String prefix = " ".repeat(indent);
    return empty ? prefix + text : prefix + text.replaceAll("\n(?!$|\n)", "\n" + prefix);
  }

  private static DumperOptions options(DumperOptions.FlowStyle style) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(style);
    options.setWidth(Integer.MAX_VALUE);
    options.setSplitLines(false);
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setLineBreak(DumperOptions.LineBreak.UNIX);
    options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
    return options;
  }

  private static String dump(Object tree, DumperOptions options) {
    return new Yaml(new Quoting(options), options).dump(tree).stripTrailing();
  }

  /** Double quotes around all text but plain words, since readers differ in what else they see. */
  private static final class Quoting extends Representer {
    Quoting(DumperOptions options) {
      super(options);
      representers.put(
          BigDecimal.class, number -> representScalar(Tag.FLOAT, number((BigDecimal) number)));
    }

    /** With a point, and a sign in the exponent: else PyYAML takes it for text. */
    private static String number(BigDecimal number) {
      String text = number.toString();
      int exponent = text.indexOf('E');
      String digits = exponent < 0 ? text : text.substring(0, exponent);
      return (digits.contains(".") ? digits : digits + ".0")
          + (exponent < 0 ? "" : text.substring(exponent));
    }

    @Override
    protected Node representScalar(
        Tag tag, String value, DumperOptions.@org.jspecify.annotations.Nullable ScalarStyle style) {
      boolean plain = !tag.equals(Tag.STR) || PlainYaml.is(value);
      return super.representScalar(
          tag,
          value,
          plain ? DumperOptions.ScalarStyle.PLAIN : DumperOptions.ScalarStyle.DOUBLE_QUOTED);
    }
  }
}
