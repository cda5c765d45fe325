package io.github.tidydag.janitor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads objects and lists of them, one object in memory at a time. */
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

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ObjectLists() {}

  /**
   * Reads all documents that a parser of JSON, or of YAML, finds.
   *
   * @return the token to continue a list with, of which this was only a part; empty if all is there
   * @throws IOException if it is no object or list of objects, or breaks off
   */
  public static String read(JsonParser parser, Sink sink) throws IOException {
    String token = "";
    while (parser.nextToken() != null) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new IOException("holds no object, but " + parser.currentToken());
      }
      String of = document(parser, sink);
      token = of.isEmpty() ? token : of;
    }
    return token;
  }

  private static String document(JsonParser parser, Sink sink) throws IOException {
    ObjectNode rest = MAPPER.createObjectNode();
    boolean isList = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("items")
          && (value == JsonToken.START_ARRAY || value == JsonToken.VALUE_NULL)) {
        isList = true;
        while (value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("holds a list with " + parser.currentToken());
          }
          JsonNode item = MAPPER.readTree(parser);
          String kind = rest.path("kind").asText();
          sink.take(
              item,
              rest.path("apiVersion").asText(),
              kind.endsWith("List") ? kind.substring(0, kind.length() - "List".length()) : kind);
        }
      } else {
        rest.set(name, MAPPER.<JsonNode>readTree(parser));
      }
    }
    if (!isList) {
      sink.take(rest, "", "");
    }
    return rest.path("metadata").path("continue").asText();
  }
}
