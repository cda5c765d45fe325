package io.github.tidydag.source;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlReaderTest {
  @Test
  void reads_the_documents_beside_a_broken_one_where_they_stand() {
    Problems problems = new Problems();
    String text =
        """
        a: 1
        ---
        b: "never closed
        ---x
        --- # third
        c: |
          ---
          d
        ...
        ---
        e: *nothing
        ---
        f: 1
        """;
    List<Node> documents = YamlReader.readEach("x", text, problems);
    assertThat(documents.stream().map(d -> d.at().line())).containsExactly(1, 6, 13);
    assertThat(problems.sorted().stream().map(p -> p.at().line())).containsExactly(5, 11);
    assertThat(YamlReader.readAll("x", text, new Problems())).isEmpty();
  }

  @Test
  void finds_comments_but_no_hash_signs_in_values() {
    String text =
        """
        # one
        a: "# text" # two
        b: |  # three
          # text
        # four
        c: d#e
        f: [1, # five
          'x # y']
        """;
    assertThat(YamlComments.of("x", text).stream().map(Location::toString))
        .containsExactly("x:1:1", "x:2:13", "x:3:7", "x:5:1", "x:7:8");
  }

  private static Node read(String text) {
    Problems problems = new Problems();
    Node node = YamlReader.readOne("x", text, problems).orElse(null);
    assertThat(problems.sorted()).isEmpty();
    assertThat(node).isNotNull();
    return java.util.Objects.requireNonNull(node);
  }

  @Test
  void an_alias_is_another_node_that_says_the_same_where_its_anchor_stands() {
    Node.Mapping node = (Node.Mapping) read("a: &x {b: [1, c]}\nd: *x\n");
    Node anchor = node.get("a").orElseThrow();
    Node alias = node.get("d").orElseThrow();
    assertThat(alias).isEqualTo(anchor).isNotSameAs(anchor);
    assertThat(alias.at()).hasToString("x:1:4");
  }

  @Test
  void merges_come_after_what_is_written_and_do_not_replace_it() {
    Node.Mapping node =
        (Node.Mapping)
            read(
                """
                base: &base {a: 1, b: 2}
                more: &more {b: 3, c: 4}
                all:
                  <<: [*base, *more]
                  a: 5
                "<<": text
                """);
    Node.Mapping all = (Node.Mapping) node.get("all").orElseThrow();
    assertThat(all.entries().stream().map(e -> e.name() + ((Node.Scalar) e.value()).text()))
        .containsExactly("a5", "b2", "c4");
    assertThat(node.get("<<")).isPresent();
  }

  @ParameterizedTest
  @MethodSource
  void lines_of_jinja_are_keys_and_items_that_say_nothing(String text, String read) {
    Problems problems = new Problems();
    List<Node> documents = YamlReader.readEach("f", JinjaMask.mask(text), problems, at -> false);
    assertThat(problems.sorted()).isEmpty();
    assertThat(documents.stream().map(YamlReaderTest::shown).collect(joining(" "))).isEqualTo(read);
  }

  static Stream<Arguments> lines_of_jinja_are_keys_and_items_that_say_nothing() {
    return Stream.of(
        Arguments.of("a:\n  b: c\n  {{ x }}\nd: e\n", "{a: {b: c, ?3:3}, d: e}"),
        Arguments.of("a:\n  {{ x }}\n  b: c\nd: e\n", "{a: {?2:3, b: c}, d: e}"),
        Arguments.of("a:\n  b:\n    c: d\n  {{ x }} # y\n", "{a: {b: {c: d}, ?4:3}}"),
        Arguments.of("{{ x }}\na: b\n{{ y }}", "{?1:1, a: b, ?3:1}"),
        Arguments.of("a: b\n{{ x }}\n---\nc: d\n{{ y }}\n", "{a: b, ?2:1} {c: d, ?5:1}"),
        Arguments.of("a:\n  {{ x }}\nb: c\n{{ y }}\n", "{a: ?2:3, b: c, ?4:1}"),
        Arguments.of(
            "a:\n  b:\n    c: d\n{% include 'e' %}\n", "{a: {b: {c: d, ?4:1}, ?4:1}, ?4:1}"),
        Arguments.of("a:\n  b:\n{% include 'e' %}\n  c: d\n", "{a: {b: ?3:1, ?3:1, c: d}, ?3:1}"),
        Arguments.of("a:\n  - b\n  {{ x }}\n  - c\nd: e\n", "{a: [b, ?3:3, c], d: e}"),
        Arguments.of("a:\n  - b: c\n    {{ x }}\n  - d: e\n", "{a: [{b: c, ?3:5}, {d: e}]}"),
        Arguments.of("a:\n  b:\n  - c\n  {{ x }}\n  d: e\n", "{a: {b: [c, ?4:3], ?4:3, d: e}}"),
        Arguments.of("a: |\n  b\n  {{ x }}\n  c\nd: e\n{{ y }}\n", "{a: b\n\nc\n?, d: e, ?6:1}"),
        Arguments.of("a: b\n{{ x }}\r{{ y }}\n{{ z }}", "{a: b, ?2:1, ?3:1, ?4:1}"),
        Arguments.of("a: b\n{{ x }}\r\n{{ y }}\r\nc: d", "{a: b, ?2:1, ?3:1, c: d}"),
        Arguments.of("<<: {{ x }}\na: b\n", "{a: b, ?1:5}"),
        Arguments.of(
            "a: &a\n  b: c\n  {{ x }}\nd:\n  <<: *a\n", "{a: {b: c, ?3:3}, d: {b: c, ?3:3}}"),
        Arguments.of("a: {b: [\n  c,\n  {{ x }}\n]}\n{{ y }}\n", "{a: {b: [c, ?3:3]}, ?5:1}"));
  }

  @Test
  void a_value_goes_on_in_lines_of_jinja_below_it() {
    String text = JinjaMask.mask("a:\n  b: c\n    {{ x }}\n  {{ y }}\n");
    Node.Mapping root =
        (Node.Mapping) YamlReader.readEach("f", text, new Problems(), at -> false).get(0);
    Node value = root.find("a", "b").orElseThrow().value();
    assertThat(JinjaMask.isIn(((Node.Scalar) value).text())).isTrue();
    assertThat(value.at()).isEqualTo(new Location("f", 2, 6, 3, 12));
  }

  @Test
  void json_may_hold_tabs_and_spaces_as_it_likes() {
    Problems problems = new Problems();
    String json = "{\n\t \"a\\\"\t \":\t 1\t ,\n \t \"b\": [\t 2\t ]}";
    List<Node> read = YamlReader.readAll("f", json, problems);
    assertThat(problems.sorted()).isEmpty();
    assertThat(shown(read.get(0))).isEqualTo("{a\"\t : 1, b: [2]}");
    String block = "[]\n---\na: |\n  b\t c\n";
    assertThat(shown(YamlReader.readAll("f", block, problems).get(1))).isEqualTo("{a: b\t c\n}");
  }

  @Test
  void finds_comments_around_lines_of_jinja() {
    String text = JinjaMask.mask("a:\n  b: c # d\n  {{ x }}\n  e: f # g\n");
    assertThat(YamlComments.of("f", text).stream().map(Location::line)).containsExactly(2, 4);
  }

  @Test
  void lines_of_jinja_take_no_longer_in_hostile_text() {
    String line = JinjaMask.mask("{{ x }}\n");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String text :
              List.of(
                  line.repeat(200_000) + "a: b\n",
                  "a:\n  b: c\n" + ("  " + line).repeat(200_000),
                  line.repeat(100_000) + "- a\n".repeat(100_000) + line.repeat(100_000))) {
            Problems problems = new Problems();
            assertThat(YamlReader.readEach("f", text, problems, at -> false)).hasSize(1);
            assertThat(problems.sorted()).isEmpty();
          }
        });
  }

  private static String shown(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping.entries().stream()
          .map(e -> jinja(e.key()) ? shown(e.key()) : e.name() + ": " + shown(e.value()))
          .collect(joining(", ", "{", "}"));
    }
    if (node instanceof Node.Sequence sequence) {
      return sequence.items().stream().map(YamlReaderTest::shown).collect(joining(", ", "[", "]"));
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return jinja(scalar)
        ? "?" + scalar.at().line() + ":" + scalar.at().column()
        : scalar.text().replaceAll(JinjaMask.MASK + "+", "?");
  }

  private static boolean jinja(Node.Scalar scalar) {
    return scalar.text().indexOf(JinjaMask.MASK) == 0;
  }

  @Test
  void keys_that_are_jinja_may_look_alike() {
    Node.Mapping node = (Node.Mapping) read(JinjaMask.mask("\"{{ a }}\": x\n\"{{ b }}\": y\n"));
    assertThat(node.entries().stream().map(e -> ((Node.Scalar) e.value()).text()))
        .containsExactly("x", "y");
  }

  @Test
  void a_slash_may_have_a_backslash_as_json_has_it() {
    Node.Sequence list =
        (Node.Sequence) read("[\"a\\/b\", \"\\\\/\", \"\\\\\\/\", 'a\\/b', a\\/b]");
    assertThat(list.items().stream().map(n -> ((Node.Scalar) n).text()))
        .containsExactly("a/b", "\\/", "\\/", "a\\/b", "a\\/b");
    assertThat(list.items().get(4).at()).hasToString("x:1:33");
  }

  @Test
  void tags_are_names() {
    Node.Sequence list =
        (Node.Sequence) read("[!import a.b, !!int '5', !!str 5, ! 5, !!set {}, !<tag:x.org:y> z]");
    assertThat(list.items().stream().map(Node::tag))
        .containsExactly("!import", "", "", "", "!!set", "tag:x.org:y");
    assertThat(list.items().subList(0, 4).stream().map(n -> ((Node.Scalar) n).kind()))
        .containsExactly(Node.Kind.TEXT, Node.Kind.INTEGER, Node.Kind.TEXT, Node.Kind.INTEGER);
  }

  @Test
  void says_where_aliases_are_wrong() {
    Problems problems = new Problems();
    assertThat(YamlReader.readAll("x", "a: &a\n  b: *a\n", problems)).isEmpty();
    assertThat(YamlReader.readAll("y", "a: [b, *c]\n", problems)).isEmpty();
    assertThat(problems.sorted().stream().map(Object::toString))
        .containsExactly(
            "x:2:6 an alias that contains itself; write the value out",
            "y:1:8 not YAML: *c stands for nothing, since no &c is above; put quotes around it, or"
                + " write the value");
    StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 200; i++) {
      chain.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
    }
    Problems deep = new Problems();
    assertThat(YamlReader.readAll("z", chain.toString(), deep)).isEmpty();
    assertThat(deep.sorted()).singleElement().asString().contains("more than 100 deep");
  }

  /** It stands for something else on the way through the parser. */
  @Test
  void refuses_a_noncharacter_where_it_stands() {
    for (String mark : List.of("\uFDD0", "\uFDD1")) {
      Problems problems = new Problems();
      assertThat(YamlReader.readAll("x", "a: 1\nb😀" + mark + ": 2\n", problems)).isEmpty();
      assertThat(problems.sorted())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.at().toString()).isEqualTo("x:2:3");
                assertThat(problem.message()).contains("U+FDD" + (mark.charAt(0) - '\uFDD0'));
              });
    }
  }
}
