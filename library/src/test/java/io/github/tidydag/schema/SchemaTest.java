package io.github.tidydag.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tidydag.app.WriteSchema;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import io.github.tidydag.spec.Trees;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schemas take every spec that is good, and refuse a list of bad ones: {@code
 * src/test/resources/schema/*.bad.yaml}, a document each.
 */
final class SchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema DAG = REGISTRY.getSchema(WriteSchema.ofDag());
  private static final Schema CONFIG = REGISTRY.getSchema(WriteSchema.ofConfig());

  static List<Path> goodSpecs() throws IOException {
    return files(".dag.yaml");
  }

  static List<Path> goodConfigurations() throws IOException {
    return files(".tidydag.yaml");
  }

  private static List<Path> files(String ending) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path root : List.of(Path.of("src/test/resources"), Path.of("../examples"))) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files
              .filter(f -> f.toString().endsWith(ending))
              .filter(f -> !f.toString().contains("bad"))
              .sorted()
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("goodSpecs")
  void takes_good_specs(Path file) throws IOException {
    for (Node document : documents(Files.readString(file))) {
      assertThat(errors(DAG, document)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("goodConfigurations")
  void takes_good_configurations(Path file) throws IOException {
    for (Node document : documents(Files.readString(file))) {
      assertThat(errors(CONFIG, document)).isEmpty();
    }
  }

  static List<Node> badSpecs() throws IOException {
    return documents(Files.readString(Path.of("src/test/resources/schema/dag.bad.yaml")));
  }

  static List<Node> badConfigurations() throws IOException {
    return documents(Files.readString(Path.of("src/test/resources/schema/config.bad.yaml")));
  }

  @ParameterizedTest
  @MethodSource("badSpecs")
  void refuses_bad_specs(Node document) {
    assertThat(errors(DAG, document)).as("the document in line %s", document.at()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("badConfigurations")
  void refuses_bad_configurations(Node document) {
    assertThat(errors(CONFIG, document)).as("the document in line %s", document.at()).isNotEmpty();
  }

  @Test
  void is_the_same_every_time() {
    assertThat(WriteSchema.ofDag()).isEqualTo(WriteSchema.ofDag()).doesNotContain("\r");
    assertThat(WriteSchema.ofConfig()).isEqualTo(WriteSchema.ofConfig());
  }

  @Test
  void every_reference_has_its_definition() {
    for (String schema : List.of(WriteSchema.ofDag(), WriteSchema.ofConfig())) {
      JsonNode root = json(documents(schema).get(0));
      for (String ref : root.findValuesAsText("$ref")) {
        assertThat(root.at(ref.substring(1)).isMissingNode()).as(ref).isFalse();
      }
    }
  }

  private static List<String> errors(Schema schema, Node document) {
    return schema.validate(json(document).toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static List<Node> documents(String text) {
    Problems problems = new Problems();
    List<Node> documents = YamlReader.readAll("x", text, problems);
    assertThat(problems.sorted()).isEmpty();
    return documents;
  }

  /** What an editor checks: tags are names that mean nothing to it. */
  private static JsonNode json(Node node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node instanceof Node.Mapping mapping) {
      ObjectNode object = nodes.objectNode();
      mapping.entries().forEach(e -> object.set(e.name(), json(e.value())));
      return object;
    }
    if (node instanceof Node.Sequence sequence) {
      ArrayNode list = nodes.arrayNode();
      sequence.items().forEach(item -> list.add(json(item)));
      return list;
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return switch (scalar.kind()) {
      case TEXT -> nodes.textNode(scalar.text());
      case BOOLEAN -> nodes.booleanNode(scalar.text().equalsIgnoreCase("true"));
      case INTEGER -> nodes.numberNode(Trees.integer(scalar.text()));
      case DECIMAL -> nodes.numberNode(new BigDecimal(scalar.text()));
      case NULL -> nodes.nullNode();
    };
  }
}
