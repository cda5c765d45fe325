package io.github.tidydag.render;

import freemarker.core.CommonMarkupOutputFormat;
import io.github.tidydag.python.PyExpr;
import io.github.tidydag.python.PyWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A language of templates: plain strings in it become quoted literals. */
public final class SourceFormat extends CommonMarkupOutputFormat<Source> {
  static final SourceFormat PYTHON =
      new SourceFormat("Python", "text/x-python", text -> PyWriter.flat(new PyExpr.Str(text)));
  static final SourceFormat YAML = new SourceFormat("YAML", "application/yaml", YamlText::scalar);

  private final String name;
  private final String mimeType;
  private final UnaryOperator<String> quote;

  private SourceFormat(String name, String mimeType, UnaryOperator<String> quote) {
    this.name = name;
    this.mimeType = mimeType;
    this.quote = quote;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getMimeType() {
    return mimeType;
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(quote.apply(text));
  }

  @Override
  public String escapePlainText(String text) {
    return quote.apply(text);
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtIn) {
    return false;
  }

  @Override
  protected Source newTemplateMarkupOutputModel(@Nullable String plain, @Nullable String source) {
    return new Source(this, plain, source);
  }
}
