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
}
