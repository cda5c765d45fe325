package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Spelling;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@code sparkConf} whose first word is nearly one of Spark's. Of words with known keys,
 * the key must be one of them; people have keys and words of their own.
 */
final class ConfPrefixMisspelt extends ApplicationRule {
  private static final String START = "spark.";
  private static final int SHORTEST = 6;
  private static final int LONGEST = 20;

  /** Words whose keys are known: see {@link SparkConfKeys}. */
  private static final List<String> WITH_KEYS =
      List.of("kubernetes", "dynamicAllocation", "driver", "executor", "eventLog");

  private static final String HADOOP = "hadoop";

  /** Words of six letters and more that Spark's keys begin with, 2.4 to 4.1. */
  private static final List<String> OTHERS =
      List.of(
          "authenticate",
          "broadcast",
          "history",
          "kryoserializer",
          "locality",
          "memory",
          "metrics",
          "network",
          "pyspark",
          "scheduler",
          "serializer",
          "shuffle",
          "speculation",
          "storage",
          "streaming");

  private final SparkConfKeys keys = new SparkConfKeys();

  ConfPrefixMisspelt() {
    super(
        "SPK078",
        "conf-prefix-misspelt",
        Severity.ERROR,
        "The first word of a key of `sparkConf` is nearly one of Spark's",
        """
        Spark takes any key that begins with `spark.` and reads those that it knows, so that
        `spark.excutor.memory` has no effect and no message.
        """,
        "Write the word as Spark's documentation does: `spark.executor.memory`.",
        SparkRules.WITH_CONF);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isEmpty()) {
      return;
    }
    for (Node.Entry entry : conf.get().body().entries()) {
      String key = entry.name();
      int dot = key.startsWith(START) ? key.indexOf('.', START.length()) : -1;
      int length = dot - START.length();
      if (length < SHORTEST || length > LONGEST || Document.known(entry.key()).isEmpty()) {
        continue;
      }
      String meant = meant(key.substring(START.length(), dot), key.substring(dot));
      if (meant != null) {
        ConfKeyMisspelt.tell(document, conf.get(), entry, meant, false, sink);
      }
    }
  }

  /** The key that was probably meant; null if there is none, or it is as it should be. */
  private @Nullable String meant(String word, String rest) {
    if (WITH_KEYS.contains(word) || word.equals(HADOOP) || OTHERS.contains(word)) {
      return null;
    }
    for (String known : WITH_KEYS) {
      String key = START + known + rest;
      if (isNear(word, known, 2) && !word.equalsIgnoreCase(known) && keys.has(key)) {
        return key; // another case is what SPK076 finds
      }
    }
    if (isNear(word, HADOOP, 2) && ConfKeyWithoutPrefix.isHadoops(rest.substring(1))) {
      return START + HADOOP + rest;
    }
    for (String known : OTHERS) {
      if (isNear(word, known, 1) && isAllLetters(word) && !isPlural(word, known)) {
        return START + known + rest;
      }
    }
    return null;
  }

  /** Whether one is more of the other, as people name what is theirs. */
  private static boolean isPlural(String word, String known) {
    return word.equals(known + "s") || known.equals(word + "s");
  }

  private static boolean isNear(String word, String known, int edits) {
    return Math.abs(word.length() - known.length()) <= edits
        && Spelling.distance(word, known) <= edits;
  }

  private static boolean isAllLetters(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isLetter(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
