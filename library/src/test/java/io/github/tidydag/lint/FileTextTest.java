package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class FileTextTest {
  @Test
  void remembers_mark_and_line_ends() {
    FileText file = new FileText("\uFEFFa: 1\r\nb: 2\r\n");
    assertThat(file.text()).isEqualTo("a: 1\nb: 2\n");
    assertThat(file.with("a: 1\nx: 3\nb: 2\n").raw()).isEqualTo("\uFEFFa: 1\r\nx: 3\r\nb: 2\r\n");
    assertThat(new FileText("a\n").with("b\n").raw()).isEqualTo("b\n");
    assertThat(file.with(file.text())).isEqualTo(file);
  }

  @Test
  void keeps_mixed_line_ends_where_they_are() {
    FileText file = new FileText("a: 1\r\nb: 2\nc: 3\r\nd: 4");
    assertThat(file.with(file.text())).isEqualTo(file);
    assertThat(file.with("a: 1\nb: 2\nx: 3\nd: 4").raw()).isEqualTo("a: 1\r\nb: 2\nx: 3\r\nd: 4");
    assertThat(file.with("").raw()).isEmpty();
  }

  @Test
  void diffs_as_patch_wants_it() {
    FileText before = new FileText("a: 1\r\nb: 2\r\nc");
    assertThat(Diff.unified("d/f.yaml", before, before.with("a: 2\nb: 2\nc"), Set.of()))
        .isEqualTo(
            """
            --- a/d/f.yaml
            +++ b/d/f.yaml
            @@ -1,3 +1,3 @@
            -a: 1\r
            +a: 2\r
             b: 2\r
             c
            \\ No newline at end of file
            """);
    assertThat(Diff.unified("f", before, before, Set.of())).isEmpty();
  }
}
