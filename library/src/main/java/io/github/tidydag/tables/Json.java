package io.github.tidydag.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of one of our own JSON resources. */
public final class Json {
  private final Object value;

  Json(Object value) {
    this.value = value;
  }

  /**
   * Reads a resource beside a class.
   *
   * @throws IllegalStateException if there is no such resource, or it is not JSON
   * @throws UncheckedIOException if it cannot be read
   */
  public static Json resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name + " beside " + beside.getName());
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }

  /**
   * Reads a text.
   *
   * @throws IllegalStateException if it is not JSON with whole numbers
   */
  public static Json parse(String text) {
    return new Json(JsonReader.read(text));
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

  /**
   * The keys and values of an object, in the order of the file.
   *
   * @throws IllegalStateException if this is none
   */
  @SuppressWarnings("unchecked")
  public Map<String, Json> fields() {
    if (!(value instanceof Map)) {
      throw new IllegalStateException("a table has something else for an object");
    }
    return (Map<String, Json>) value;
  }

  /** The items of a list. */
  @SuppressWarnings("unchecked")
  public List<Json> items() {
    return (List<Json>) value;
  }

  /** Whether this is a text. */
  public boolean isText() {
    return value instanceof String;
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
