package io.github.tidydag.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jazzer makes new texts out of those in {@code fuzz/TARGET} and in the rules' folders, led by what
 * code each one reaches, as many and the same every time. {@code -Dfuzz.seconds=600} looks that
 * long at each target instead, differently each time, and goes on from what it found before.
 *
 * <p>A text that breaks something lies in {@code target/fuzz/TARGET}; mend that, and put it into
 * {@code fuzz/TARGET}. Each target has a JVM of its own, the same as this test's: Jazzer looks at
 * one target a JVM, and changes the classes in it.
 */
final class FuzzTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
  private static final Path OWN = Path.of("src/test/resources/fuzz");
  private static final Path RULES = Path.of("src/test/resources/lint");
  private static final Path FOUND = Path.of("target/fuzz");

  /** Of the rules' files, one in so many is enough: other tests look at them as they are. */
  private static final int FEW = 4;

  private static final Pattern NO_SEED = Pattern.compile("\\.findings$|\\.fixed\\.[a-z]+$");
  private static final Pattern KEY = Pattern.compile("[A-Za-z][\\w./-]*(?=\"?:)");
  private static final Pattern EXECUTIONS = Pattern.compile("Done (\\d+) runs");
  private static final List<String> SIGNS =
      List.of(
          "- ",
          ": ",
          "? ",
          " #",
          "|\n",
          ">\n",
          "|2-\n",
          "&a ",
          "*a",
          "<<: *a\n",
          "!!str ",
          "!x ",
          "---\n",
          "...\n",
          "%YAML 1.1\n",
          "{{",
          "}}",
          "{%",
          "%}",
          "{#",
          "#}",
          "{{ x }}",
          "\r\n",
          "\r",
          "\t",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\uE000",
          "😀",
          "한",
          "null",
          "~",
          "true",
          "-1",
          "0.5",
          "9223372036854775808",
          "1e999",
          "0x",
          ".inf",
          "4Gi",
          "500m",
          "{}",
          "[]",
          "\"\"",
          "\\ud800",
          "# tidydag: ignore SPK001 -- x until 2026-07-02\n",
          "tidydag.io/ignore");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "Yaml, true, 2000",
    "Lint, true, 400",
    "Fixes, true, 300",
    "Suppression, false, 500",
    "Baseline, false, 1000"
  })
  void nothing_breaks(String target, boolean ofRules, int runs) throws Exception {
    Path found = Files.createDirectories(FOUND.resolve(target));
    Path corpus = SECONDS > 0 ? found : folder.resolve("corpus");
    Path seeds = folder.resolve("seeds");
    Files.createDirectories(corpus);
    Files.createDirectories(seeds);
    copy(OWN.resolve(target), seeds, 1);
    if (ofRules) {
      copy(RULES, seeds, SECONDS > 0 ? 1 : FEW);
    }
    Path dictionary = Files.writeString(folder.resolve("words.dict"), dictionary(seeds));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:-OmitStackTraceInFastThrow"));
    if (SECONDS == 0) {
      command.add("-XX:TieredStopAtLevel=1"); // little is run often enough to be worth more
    }
    if (Runtime.version().feature() >= 21) {
      command.add("-XX:+EnableDynamicAgentLoading");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + FuzzTest.class.getPackageName() + "." + target + "Target");
    command.add("--instrumentation_includes=io.github.tidydag.**:org.yaml.snakeyaml.**");
    command.add("--reproducer_path=" + found);
    command.add("-artifact_prefix=" + found + "/");
    command.add("-dict=" + dictionary);
    command.add("-max_len=6000");
    command.add("-timeout=300");
    command.add(
        "-rss_limit_mb=0"); // the heap is bounded; how much more Jazzer maps, no text decides
    command.add(SECONDS > 0 ? "-max_total_time=" + SECONDS : "-runs=" + runs);
    command.add(SECONDS > 0 ? "-seed=0" : "-seed=1");
    command.addAll(List.of(corpus.toString(), seeds.toString()));
    Path said = found.resolve("said.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      int exit = process.waitFor();
      String output = Files.readString(said, StandardCharsets.UTF_8);
      assertThat(exit).as(output).isZero();
      Matcher executions = EXECUTIONS.matcher(output);
      assertThat(executions.find()).as(output).isTrue();
      assertThat(Integer.parseInt(executions.group(1))).as(output).isGreaterThanOrEqualTo(runs);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void copy(Path from, Path to, int oneIn) throws IOException {
    List<Path> seeds;
    try (Stream<Path> files = Files.walk(from)) {
      seeds =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !NO_SEED.matcher(file.toString()).find())
              .sorted()
              .toList();
    }
    for (int i = 0; i < seeds.size(); i += oneIn) {
      Path file = seeds.get(i);
      Files.copy(file, to.resolve(from.relativize(file).toString().replace('/', '-')));
    }
  }

  /** Signs of YAML and Jinja, and the keys of the seeds, as libFuzzer reads them. */
  private static String dictionary(Path seeds) throws IOException {
    Set<String> words = new TreeSet<>(SIGNS);
    try (Stream<Path> files = Files.list(seeds)) {
      for (Path file : files.toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        KEY.matcher(text).results().forEach(key -> words.add(key.group()));
      }
    }
    StringBuilder lines = new StringBuilder();
    for (String word : words) {
      lines.append('"');
      for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
        lines.append(String.format("\\x%02X", b));
      }
      lines.append("\"\n");
    }
    return lines.toString();
  }
}
