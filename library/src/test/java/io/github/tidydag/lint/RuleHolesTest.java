package io.github.tidydag.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.lint.rules.Rules;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing is not said of documents in whose mappings Jinja may bring any key. */
final class RuleHolesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACC001", "JOB001", "JOB002", "JOB004", "JOB006", "JOB010", "JOB011", "JOB015", "OBJ001",
        "POD020", "POD021", "POD022", "POD037", "POD103", "RBA001", "RBA002", "RBA004", "RBA007",
        "SPK008", "SPK009", "SPK010", "SPK012", "SPK018", "SPK022", "SPK041", "SPK043", "SPK048",
        "SPK049", "SPK052", "SPK053", "SPK063", "SPK065", "SPK068", "SPK069", "SPK071", "SPK201"
      })
  void are_filled_by_jinja(String id) throws IOException {
    RuleInfo rule =
        Rules.infos().stream().filter(info -> info.id().equals(id)).findFirst().orElseThrow();
    for (Path file : RuleFoldersTest.files(rule, "bad")) {
      String text = Files.readString(file);
      SourceText holed = new SourceText(file.getFileName().toString(), withHoles(text));
      assertThat(RuleFoldersTest.findings(rule, RuleFoldersTest.linter(rule, text), holed))
          .as(holed.text())
          .isEmpty();
    }
  }

  /** With a line of Jinja first in each mapping of lines, and a key of Jinja first in braces. */
  private static String withHoles(String text) {
    Map<Integer, String> inserts = new TreeMap<>(Comparator.reverseOrder());
    SourceText source = new SourceText("f", text);
    for (Node document : YamlReader.readAll("f", JinjaMask.mask(text), new Problems())) {
      collect(document, source, inserts);
    }
    StringBuilder holed = new StringBuilder(text);
    inserts.forEach(holed::insert);
    return holed.toString();
  }

  private static void collect(Node node, SourceText source, Map<Integer, String> inserts) {
    if (node instanceof Node.Sequence list) {
      list.items().forEach(item -> collect(item, source, inserts));
    } else if (node instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
      if (mapping.flow()) {
        int at = source.offset(mapping.at().line(), mapping.at().column());
        inserts.put(at + 1, "\"{{ hole }}\": 1, ");
      } else {
        intoLines(mapping.entries(), source, inserts);
      }
      mapping.entries().forEach(entry -> collect(entry.value(), source, inserts));
    }
  }

  private static void intoLines(
      List<Node.Entry> entries, SourceText source, Map<Integer, String> inserts) {
    for (Node.Entry entry : entries) {
      int line = source.offset(entry.key().at().line(), 1);
      int key = source.offset(entry.key().at().line(), entry.key().at().column());
      String margin = source.text().substring(line, key);
      if (margin.isBlank()) {
        inserts.put(line, margin + "{{ hole }}\n");
        return;
      }
    }
  }
}
