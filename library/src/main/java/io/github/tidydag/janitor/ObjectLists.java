package io.github.tidydag.janitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/** Reads objects and lists of them from JSON, one object in memory at a time. */
public final class ObjectLists {

  /** Takes objects. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes an object.
     *
     * @param listApiVersion the list's; empty for an object in no list, or if it comes later
     * @param listKind the same for the list's kind
     */
    void take(JsonNode object, String listApiVersion, String listKind);
  }

  private ObjectLists() {}

  /**
   * Reads all documents of a stream.
   *
   * @return the token to continue the last list with; empty at its end
   * @throws IOException if it is not JSON, or breaks off
   */
  public static String read(InputStream in, Sink sink) throws IOException {
    String token = "";
    try (JsonParser parser = new ObjectMapper(new JsonFactory()).createParser(in)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw new IOException("holds no object, but " + parser.currentToken());
        }
        token = document(parser, sink);
      }
    }
    return token;
  }

  private static String document(JsonParser parser, Sink sink) throws IOException {
    ObjectNode rest = new ObjectMapper().createObjectNode();
    boolean isList = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("items")
          && (value == JsonToken.START_ARRAY || value == JsonToken.VALUE_NULL)) {
        isList = true;
        while (value == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.START_OBJECT) {
          JsonNode item = parser.readValueAsTree();
          String kind = rest.path("kind").asText();
          sink.take(
              item,
              rest.path("apiVersion").asText(),
              kind.endsWith("List") ? kind.substring(0, kind.length() - "List".length()) : kind);
        }
      } else {
        rest.set(name, parser.readValueAsTree());
      }
    }
    if (!isList) {
      sink.take(rest, "", "");
    }
    return rest.path("metadata").path("continue").asText();
  }
}
