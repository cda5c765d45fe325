package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they should not be: each is told in a line, and the others are linted. */
final class LintBadInputTest {
  private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";

  @TempDir private Path folder;

  private List<String> lint(String... names) {
    return LintProject.lint(
            new LintProject.Request(
                Arrays.stream(names).map(name -> folder.resolve(name).toString()).toList(),
                Optional.empty(),
                Optional.empty(),
                RuleSources.NONE,
                Optional.empty(),
                Optional.empty(),
                LocalDate.of(2026, 7, 1),
                InputStream.nullInputStream()))
        .findings()
        .stream()
        .filter(finding -> finding.rule().id().equals("YML001"))
        .map(finding -> finding.toString().replace(folder + "/", ""))
        .toList();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void is_no_text() throws IOException {
    byte[] all = new byte[2560];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    write("binary.yaml", all);
    write("latin.yaml", ("# \u00e9\n" + POD).getBytes(StandardCharsets.ISO_8859_1));
    write("utf16.yaml", POD.getBytes(StandardCharsets.UTF_16));
    write("utf16le.yaml", POD.getBytes(StandardCharsets.UTF_16LE));
    write("utf32.yaml", POD.getBytes(Charset.forName("UTF-32BE")));
    write("empty.yaml", "");
    write("good.yaml", "\uFEFF" + POD.replace("\n", "\r\n"));
    assertThat(lint("binary.yaml"))
        .containsExactly(
            "binary.yaml:1:1 error YML001 holds bytes of zero, so it is no text, or UTF-16; save"
                + " it as UTF-8");
    assertThat(lint("."))
        .containsExactly(
            "latin.yaml:1:1 error YML001 is not UTF-8 text; save it as UTF-8",
            "utf16.yaml:1:1 error YML001 is UTF-16 text; save it as UTF-8",
            "utf16le.yaml:1:1 error YML001 holds bytes of zero, so it is no text, or UTF-16; save"
                + " it as UTF-8",
            "utf32.yaml:1:1 error YML001 holds bytes of zero, so it is no text, or UTF-16; save it"
                + " as UTF-8");
  }

  @Test
  void is_too_large() throws IOException {
    byte[] line = (POD + "---\n").getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(folder.resolve("huge.yaml"))) {
      byte[] lines = new byte[line.length * 20_000];
      for (int i = 0; i < 20_000; i++) {
        System.arraycopy(line, 0, lines, i * line.length, line.length);
      }
      for (int size = 0; size < 100_000_000; size += lines.length) {
        out.write(lines);
      }
    }
    write("long.yaml", "apiVersion: v1\na: " + "b".repeat(5_000_000));
    write("many.yaml", "apiVersion: v1\na:\n" + "- b\n".repeat(600_000));
    assertThat(lint("."))
        .containsExactly(
            "huge.yaml:1:1 error YML001 is larger than 20 MB, the most that is read; split it",
            "long.yaml:1:1 error YML001 the text has 5000018 characters; at most 5000000 are read,"
                + " so split it",
            "many.yaml:499998:3 error YML001 more than 500000 values, counting an alias as what it"
                + " stands for; split it");
  }

  @Test
  void is_too_deep() throws IOException {
    write("flow.yaml", "apiVersion: v1\na: " + "[".repeat(10_000) + "]".repeat(10_000));
    write("open.yaml", "apiVersion: v1\na: " + "{b: ".repeat(10_000));
    StringBuilder block = new StringBuilder("apiVersion: v1\n");
    for (int i = 0; i < 1000; i++) {
      block.append(" ".repeat(i)).append("a:\n");
    }
    write("block.yaml", block.toString());
    assertThat(lint(".")).hasSize(3).allMatch(f -> f.contains("more than 100 deep"));
  }

  @Test
  void expands_without_end() throws IOException {
    StringBuilder bomb = new StringBuilder("apiVersion: v1\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'n'; c++) {
      String alias = "*" + (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(String.join(", ", java.util.Collections.nCopies(9, alias))).append("]\n");
    }
    write("bomb.yaml", bomb.toString());
    write("self.yaml", "apiVersion: v1\na: &a [*a]\n");
    write("merge.yaml", "apiVersion: v1\na: &a {<<: *a}\n");
    assertThat(lint("bomb.yaml")).singleElement().asString().contains("more than 500000 values");
    assertThat(lint("self.yaml")).singleElement().asString().contains("contains itself");
    assertThat(lint("merge.yaml")).singleElement().asString().contains("YML001");
  }

  @Test
  void is_broken_in_one_document_only() throws IOException {
    write("a.yaml", POD + "---\na: 'b\n---\n" + POD + "---\nb: \u0001\n---\nc: {a: 1, a: 2}\n");
    assertThat(lint("a.yaml"))
        .containsExactly(
            "a.yaml:6:1 error YML001 not YAML: a quote is never closed; close it",
            "a.yaml:11:4 error YML001 not YAML: it has the character U+0001, which no YAML may;"
                + " write it in double quotes as \"\\u0001\", or remove it",
            "a.yaml:13:11 error YML001 a: stands here twice, first in line 13; keep one of them");
  }

  @Test
  void holds_nothing_but_braces() throws IOException {
    write("open.yaml", "apiVersion: v1\n" + "{{".repeat(1_000_000));
    write("line.yaml", "apiVersion: v1 " + "{%%}".repeat(500_000));
    assertThat(lint("open.yaml")).hasSize(1);
    assertThat(lint("line.yaml")).isEmpty();
  }

  @Test
  void has_other_line_ends() throws IOException {
    write("cr.yaml", (POD + "a: {b: 1, b: 2}\n").replace('\n', '\r'));
    write(
        "separator.yaml",
        POD + "a: \"x\u2028 y\"\nb: {c: 1, c: 2} # tidydag: ignore YML001 -- x\n");
    assertThat(lint("cr.yaml")).singleElement().asString().startsWith("cr.yaml:4:11 ");
    assertThat(lint("separator.yaml")).isEmpty();
  }

  @Test
  void cannot_be_read() throws IOException {
    write("good.yaml", POD);
    Path locked = folder.resolve("locked.yaml");
    Files.writeString(locked, POD);
    assertThat(locked.toFile().setReadable(false)).isTrue();
    LintProject.Result result =
        LintProject.lint(
            new LintProject.Request(
                List.of(folder.toString()),
                Optional.empty(),
                Optional.empty(),
                RuleSources.NONE,
                Optional.empty(),
                Optional.empty(),
                LocalDate.of(2026, 7, 1),
                InputStream.nullInputStream()));
    if (Files.isReadable(locked)) { // root reads everything
      assertThat(result.unreadable()).isEmpty();
    } else {
      assertThat(result.unreadable())
          .singleElement()
          .asString()
          .endsWith("locked.yaml: permission denied");
    }
    assertThat(result.files()).hasSize(2);
  }
}
