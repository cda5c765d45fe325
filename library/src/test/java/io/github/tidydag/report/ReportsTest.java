package io.github.tidydag.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Finding;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.SourceText;
import io.github.tidydag.lint.TextEdit;
import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.source.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each report of the same findings is {@code reports/NAME.txt}; {@code -Dgolden.update=true} writes
 * it.
 */
final class ReportsTest {
  private static final Path FOLDER = Path.of("src/test/resources/reports");
  private static final String FILE = "jobs/한글 100%.yaml";
  private static final String TEXT =
      """
      apiVersion: sparkoperator.k8s.io/v1beta2
      kind: SparkApplication
      metadata: {name: "집계\t😀", namespace: spark} # wide
      spec:
        driver: {memory: 4Gi}
        sparkConf:

          long: %s # end
      """
          .formatted("x".repeat(300));

  private static final RuleInfo MEMORY =
      rule("SPK900", "memory-not-for-spark", Severity.ERROR, "Memory has a unit `Gi`");
  private static final RuleInfo SECRET =
      rule("SEC900", "secret-in-conf", Severity.WARNING, "A secret stands in the file");
  private static final RuleInfo REMARK =
      rule("POD900", "should-know", Severity.INFO, "Somebody should know");

  private static RuleInfo rule(String id, String name, Severity severity, String summary) {
    return new RuleInfo(
        id,
        name,
        severity,
        summary,
        "It is *bad*\nsince `1.2.3` & <so>.\n",
        "Write `4g`.\n",
        Set.of(DocumentKind.SPARK_APPLICATION));
  }

  static Checked checked() {
    Location memory = new Location(FILE, 5, 20, 5, 23);
    Fix fix = new Fix("write \"4g\"", true, List.of(new TextEdit(memory, "\"4g\"")));
    return new Checked(
        List.of(
            finding(MEMORY, new Location("=cmd.yaml", 1, 1, 1, 1), "", "-2+3, \"x\"; <b>|`&", ""),
            finding(REMARK, new Location(FILE, 3, 26, 3, 35), "namespace", "is wide", "x"),
            finding(
                REMARK, new Location(FILE, 3, 19, 3, 23), "\"집계\t😀\"", "is\n\u001b[1mwide", "x"),
            new Finding(
                MEMORY,
                Severity.ERROR,
                memory,
                "4Gi",
                "is no memory of Spark; write \"4g\"",
                "spec.driver.memory",
                "SparkApplication/집계",
                Optional.of(fix)),
            finding(SECRET, new Location(FILE, 7, 5, 7, 35), "spark.hadoop", "holds one; %", "y"),
            finding(REMARK, new Location(FILE, 7, 37, 7, 40), "hidden", "is beside", "y"),
            finding(REMARK, new Location(FILE, 8, 11, 8, 311), "xx", "is long: ::error::", "z"),
            finding(REMARK, new Location(FILE, 8, 311, 9, 1), "xx", "is at the end", "z"),
            finding(MEMORY, new Location(FILE, 99, 1, 99, 2), "gone", "is nowhere", "z")),
        List.of(MEMORY, REMARK, SECRET),
        Map.of(FILE, new SourceText(FILE, TEXT)),
        new TreeSet<>(Set.of(FILE, "=cmd.yaml", "clean.yaml")),
        4,
        2,
        1,
        "1.2.3");
  }

  private static Finding finding(
      RuleInfo rule, Location at, String written, String message, String path) {
    return new Finding(
        rule, rule.severity(), at, written, message, path, "SparkApplication/a", Optional.empty());
  }

  static List<String> names() {
    return Reports.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void are_as_the_golden_says(String name) throws IOException {
    assertGolden(name, Reports.of(name).orElseThrow().of(checked()));
  }

  @Test
  void text_has_colours() throws IOException {
    String text = Reports.coloredText().of(checked());
    assertGolden("colored", text);
    assertThat(text.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(Reports.of("text").orElseThrow().of(checked()));
  }

  private static void assertGolden(String name, String actual) throws IOException {
    Path golden = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("names")
  void say_that_nothing_was_found(String name) {
    Checked nothing =
        new Checked(List.of(), List.of(), Map.of(), Set.of("a.yaml"), 1, 0, 0, "1.2.3");
    String text = Reports.of(name).orElseThrow().of(nothing);
    assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
    assertThat(text.isEmpty()).isEqualTo(name.equals("github"));
  }

  @Test
  void sarif_is_valid() throws IOException {
    Schema schema = sarifSchema();
    Checked allRules =
        new Checked(
            checked().findings(),
            Rules.infos(),
            checked().texts(),
            checked().files(),
            1,
            0,
            0,
            "0.1.0-SNAPSHOT");
    for (Checked one : List.of(checked(), allRules)) {
      String sarif = Reports.of("sarif").orElseThrow().of(one);
      assertThat(schema.validate(sarif, InputFormat.JSON)).isEmpty();
      assertThat(schema.validate(sarif.replace("\"text\"", "\"texd\""), InputFormat.JSON))
          .isNotEmpty();
    }
  }

  private static Schema sarifSchema() throws IOException {
    try (InputStream in =
        ReportsTest.class.getClassLoader().getResourceAsStream("schema/sarif-schema-2.1.0.json")) {
      assertThat(in).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void sarif_names_files_as_uris() throws IOException {
    JsonNode results =
        new ObjectMapper()
            .readTree(Reports.of("sarif").orElseThrow().of(checked()))
            .at("/runs/0/results");
    assertThat(results).hasSize(checked().findings().size());
    assertThat(results.at("/1/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("jobs/%ED%95%9C%EA%B8%80%20100%25.yaml");
    assertThat(Paths.uri("/a b/c")).isEqualTo("file:///a%20b/c");
    assertThat(Paths.uri("C:\\a\\b.yaml")).isEqualTo("file:///C%3A/a/b.yaml");
    assertThat(Paths.uri("./a.yaml")).isEqualTo("a.yaml");
  }

  @Test
  void xml_is_xml() throws Exception {
    for (String name : List.of("junit", "checkstyle")) {
      byte[] xml = Reports.of(name).orElseThrow().of(checked()).getBytes(StandardCharsets.UTF_8);
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml));
    }
  }

  @Test
  void gitlab_and_csv_tell_every_finding_apart() throws IOException {
    JsonNode issues = new ObjectMapper().readTree(Reports.of("gitlab").orElseThrow().of(checked()));
    assertThat(issues.findValuesAsText("fingerprint"))
        .hasSize(checked().findings().size())
        .doesNotHaveDuplicates();
    assertThat(Reports.of("csv").orElseThrow().of(checked()).split("\r\n", -1))
        .hasSize(checked().findings().size() + 2);
  }
}
