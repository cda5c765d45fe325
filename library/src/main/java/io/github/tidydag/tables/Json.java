package io.github.tidydag.tables;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of one of our own JSON resources. It is read with Jackson's streaming parser, because an
 * {@code ObjectMapper} alone takes longer to start than all tables take to read.
 */
public final class Json {
  private final Object value;

  private Json(Object value) {
    this.value = value;
  }

  /**
   * Reads a resource beside a class.
   *
   * @throws IllegalStateException if there is no such resource
   * @throws UncheckedIOException if it is not JSON
   */
  public static Json resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name + " beside " + beside.getName());
      }
      try (JsonParser parser = new JsonFactory().createParser(in)) {
        parser.nextToken();
        return new Json(read(parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }

  private static Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, new Json(read(parser)));
        }
        yield fields;
      }
      case START_ARRAY -> {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(new Json(read(parser)));
        }
        yield items;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NULL -> Optional.empty();
      default -> parser.getText();
    };
  }

  /** The value of a key; empty if the key is absent or its value is null. */
  public Optional<Json> find(String key) {
    return Optional.ofNullable(fields().get(key))
        .filter(found -> !(found.value instanceof Optional));
  }

  /** The value of a key that every table has. */
  public Json get(String key) {
    return find(key).orElseThrow(() -> new IllegalStateException("a table lacks the key " + key));
  }

  /** The text of a key; empty if the key is absent or null. */
  public Optional<String> findText(String key) {
    return find(key).map(Json::text);
  }

  /** Whether a key is present and true. */
  public boolean flag(String key) {
    return find(key).map(found -> Boolean.TRUE.equals(found.value)).orElse(false);
  }

  /** The whole number of a key; empty if the key is absent or null. */
  public Optional<Long> findNumber(String key) {
    return find(key).map(found -> (Long) found.value);
  }

  /** The keys and values of an object, in the order of the file. */
  @SuppressWarnings("unchecked")
  public Map<String, Json> fields() {
    return (Map<String, Json>) value;
  }

  /** The items of a list. */
  @SuppressWarnings("unchecked")
  public List<Json> items() {
    return (List<Json>) value;
  }

  /** A scalar as text. */
  public String text() {
    return value.toString();
  }

  /** A list of scalars as texts. */
  public List<String> texts() {
    return items().stream().map(Json::text).toList();
  }
}
