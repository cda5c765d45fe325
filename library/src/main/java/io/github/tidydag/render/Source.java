package io.github.tidydag.render;

import freemarker.core.CommonTemplateMarkupOutputModel;
import io.github.tidydag.source.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Source text of a language, ready to stand in a file. Templates pass it as it is and quote every
 * plain string, so nothing else can bring code into a file.
 */
public final class Source extends CommonTemplateMarkupOutputModel<Source> {
  private static final Pattern CODING = Pattern.compile("coding(?=[:=])");
  private static final Pattern JINJA = Pattern.compile("\\{(?=[{%#])");

  private final SourceFormat format;

  Source(SourceFormat format, @Nullable String plain, @Nullable String source) {
    super(plain, source);
    this.format = format;
  }

  static Source python(String source) {
    return new Source(SourceFormat.PYTHON, null, source);
  }

  static Source yaml(String source) {
    return new Source(SourceFormat.YAML, null, source);
  }

  /**
   * What follows a comment sign: one line, whatever is in the text, and no declaration of an
   * encoding (PEP 263), which Python would obey in the first two lines. In YAML no Jinja either,
   * which Airflow would run before anybody sees that it is a comment.
   */
  static Source comment(SourceFormat format, String text) {
    String line = Text.shorten(text, 1000);
    return new Source(
        format,
        null,
        format == SourceFormat.YAML
            ? JINJA.matcher(line).replaceAll("{ ")
            : CODING.matcher(line).replaceAll("coding "));
  }

  @Override
  public SourceFormat getOutputFormat() {
    return format;
  }
}
