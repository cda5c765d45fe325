package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs {@code edits/*.txt}: cases apart by lines of {@code =}, each a command, a text, a line of
 * hyphens and the text that comes of it, or {@code (not possible)}. A dot ends a line whose end
 * would not show.
 */
final class EditsTest {
  private static final Path FOLDER = Path.of("src/test/resources/edits");

  @TestFactory
  List<DynamicTest> edits() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        for (String one : Files.readString(file).split("=====+\n", -1)) {
          String[] command = one.split("\n", 2);
          String[] texts = command[1].split("(?m)^-----+\n", 2);
          tests.add(
              DynamicTest.dynamicTest(
                  file.getFileName() + ": " + command[0] + " " + tests.size(),
                  () ->
                      assertThat(edited(command[0], texts[0]))
                          .as("%s", texts[0])
                          .isEqualTo(texts[1])));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests;
  }

  private static String edited(String command, String text) {
    boolean open = text.endsWith(".\n");
    SourceText source =
        new SourceText("f.yaml", open ? text.substring(0, text.length() - 2) : text);
    Node.Mapping root = (Node.Mapping) read(source.text());
    Document document = new Document(source, root, Settings.DEFAULT, FileRole.PLAIN);
    String[] words = command.split(" ", 4);
    Optional<TextEdit> edit = edit(document, words);
    if (edit.isEmpty()) {
      return "(not possible)\n";
    }
    Fix fix = Edits.settled(source, new Fix("x", true, List.of(edit.get())));
    Finding finding =
        new Finding(Linter.UNREADABLE, Severity.ERROR, root.at(), "", "", "", "", Optional.of(fix));
    String edited = Fixes.apply(source, List.of(finding)).text();
    read(edited);
    return edited + (open ? ".\n" : "");
  }

  private static Optional<TextEdit> edit(Document document, String[] words) {
    List<String> path = new ArrayList<>(List.of(words[1].split("\\.")));
    Node.Entry entry = find(document.root(), path.toArray(String[]::new)).entry();
    return switch (words[0]) {
      case "insert" -> {
        Found found = find(document.root(), path.toArray(String[]::new));
        yield Edits.insert(new Block(found.entry(), found.body()), words[2], words[3]);
      }
      case "remove" -> {
        String key = path.remove(path.size() - 1);
        Found found =
            path.isEmpty()
                ? new Found(document.root().entries().get(0), document.root())
                : find(document.root(), path.toArray(String[]::new));
        Block parent = new Block(found.entry(), found.body());
        yield Edits.remove(document, parent, parent.body().entry(key).orElseThrow());
      }
      case "replace" -> Optional.of(Edits.replace(entry.value(), words[2]));
      case "rename" -> Optional.of(Edits.rename(entry, words[2]));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** An entry, and the mapping it or its list's item holds. */
  private record Found(Node.Entry entry, Node.Mapping body) {}

  private static Found find(Node.Mapping from, String[] path) {
    Node.Mapping at = from;
    Node.Entry entry = from.entries().get(0);
    for (String key : path) {
      if (key.matches("\\d+")) {
        at = (Node.Mapping) ((Node.Sequence) entry.value()).items().get(Integer.parseInt(key));
      } else {
        entry = at.entry(key).orElseThrow(() -> new AssertionError("no " + key));
        at = entry.value() instanceof Node.Mapping below ? below : at;
      }
    }
    return new Found(entry, at);
  }

  private static Node read(String text) {
    Problems problems = new Problems();
    List<Node> read = YamlReader.readAll("f.yaml", JinjaMask.mask(text), problems);
    assertThat(problems.sorted()).as("%s", text).isEmpty();
    return read.get(0);
  }
}
