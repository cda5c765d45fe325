package io.github.tidydag.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
