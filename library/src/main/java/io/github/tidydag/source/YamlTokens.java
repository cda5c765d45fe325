package io.github.tidydag.source;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * YAML of any size as the tokens of JSON, one at a time. Aliases are refused: Jackson makes texts
 * of them.
 */
public final class YamlTokens extends JsonParserDelegate {
  private final YAMLParser yaml;

  private YamlTokens(YAMLParser yaml) {
    super(yaml);
    this.yaml = yaml;
  }

  /**
   * Begins to read.
   *
   * @throws IOException if the stream cannot be read
   */
  public static JsonParser of(InputStream in) throws IOException {
    LoaderOptions anySize = new LoaderOptions();
    anySize.setCodePointLimit(Integer.MAX_VALUE);
    return new YamlTokens(YAMLFactory.builder().loaderOptions(anySize).build().createParser(in));
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = yaml.nextToken();
    if (yaml.isCurrentAlias()) {
      throw new JsonParseException(this, "an alias stands here");
    }
    return token;
  }
}
