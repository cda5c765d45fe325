package io.github.tidydag.spec;

import io.github.tidydag.kubernetes.Grammar;
import io.github.tidydag.source.Location;
import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.CleanupPolicy.Anchor;
import io.github.tidydag.spec.CleanupPolicy.Strategy;
import io.github.tidydag.tables.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code cleanup}. */
final class CleanupReader {
  private static final String RELEASE_TASK = "release_task";
  private static final Duration MARGIN = Duration.ofMinutes(10);
  private static final List<String> WORDS =
      Arrays.stream(Strategy.values()).map(Strategy::word).toList();

  /** What makes the release a teardown, or a task of this DAG at all. */
  private static final Set<String> OURS =
      Set.of("task_id", "task_group", "dag", "trigger_rule", "default_args");

  private final ArgumentReader arguments;
  private final Problems problems;

  CleanupReader(ArgumentReader arguments, Problems problems) {
    this.arguments = arguments;
    this.problems = problems;
  }

  CleanupPolicy absent(Location at) {
    return new CleanupPolicy(
        at,
        Strategy.ANCHOR,
        Optional.empty(),
        MARGIN,
        Optional.empty(),
        OptionalInt.empty(),
        new Anchor(Optional.empty(), Map.of(), Map.of()),
        Map.of());
  }

  CleanupPolicy read(Node.Entry entry) {
    Fields fields = Fields.of(entry.value(), "cleanup", problems);
    Strategy strategy =
        fields.text("strategy").map(w -> strategy(w, fields)).orElse(Strategy.ANCHOR);
    Optional<Integer> keepFailedRuns = fields.count("keep_failed_runs", 1);
    CleanupPolicy policy =
        new CleanupPolicy(
            entry.key().at(),
            strategy,
            deadline(fields),
            fields.duration("margin").orElse(MARGIN),
            fields.duration("keep_failed_for").filter(d -> positive(d, "keep_failed_for", fields)),
            keepFailedRuns.map(OptionalInt::of).orElse(OptionalInt.empty()),
            fields
                .fields("anchor")
                .map(this::anchor)
                .orElse(new Anchor(Optional.empty(), Map.of(), Map.of())),
            fields.fields(RELEASE_TASK).map(this::releaseTask).orElse(Map.of()));
    fields.rejectOthers("cleanup");
    if (strategy != Strategy.ANCHOR) {
      for (String key :
          List.of("deadline", "margin", "keep_failed_for", "keep_failed_runs", "anchor")) {
        fields
            .entry(key)
            .ifPresent(
                e ->
                    problems.error(
                        e.key().at(),
                        key,
                        "needs the run anchor, and strategy is "
                            + strategy.word()
                            + "; remove it, or write strategy: anchor"));
      }
    } else if (policy.keepFailedRuns().isPresent() && policy.keepFailedFor().isEmpty()) {
      problems.error(
          fields.entry("keep_failed_runs").orElseThrow().key().at(),
          "keep_failed_runs",
          "caps what keep_failed_for keeps, and that is not set; add keep_failed_for: 24h");
    }
    if (strategy == Strategy.TTL || strategy == Strategy.NONE) {
      fields
          .entry(RELEASE_TASK)
          .ifPresent(
              e ->
                  problems.error(
                      e.key().at(),
                      RELEASE_TASK,
                      "is of the strategies anchor and teardown, and strategy is "
                          + strategy.word()
                          + ", which has no such task; remove it"));
    }
    return policy;
  }

  private Optional<Duration> deadline(Fields fields) {
    Optional<Duration> deadline =
        fields.duration("deadline").filter(d -> positive(d, "deadline", fields));
    // a wrong one was told; it is not missing
    return fields.node("deadline").isPresent() && deadline.isEmpty()
        ? Optional.of(Duration.ofDays(1))
        : deadline;
  }

  private boolean positive(Duration duration, String key, Fields fields) {
    if (duration.isZero()) {
      problems.error(
          fields.node(key).orElseThrow().at(), key, "is no time at all; " + Durations.FORM);
      return false;
    }
    return true;
  }

  private Strategy strategy(String word, Fields fields) {
    for (Strategy strategy : Strategy.values()) {
      if (strategy.word().equals(word)) {
        return strategy;
      }
    }
    problems.error(
        fields.node("strategy").orElseThrow().at(),
        word,
        "is no strategy"
            + Spelling.nearest(word, WORDS)
                .map(n -> "; did you mean " + n + "?")
                .orElse("; there are " + String.join(", ", WORDS)));
    return Strategy.ANCHOR;
  }

  private Map<String, Value> releaseTask(Fields fields) {
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : fields.others()) {
      if (OURS.contains(entry.name())) {
        problems.error(
            entry.key().at(),
            entry.name(),
            "is what the cleanup says of its own task; remove it from " + RELEASE_TASK);
      } else {
        entries.add(entry);
      }
    }
    Map<String, Value> read = arguments.task(entries, List.of());
    Value.each(
        read.values(),
        value -> {
          if (value instanceof Value.Output output) {
            problems.error(
                output.at(),
                output.taskId(),
                "is of a task that may have failed, and the release comes after it in any case;"
                    + " write the value itself");
          }
        });
    return read;
  }

  private Anchor anchor(Fields fields) {
    Anchor anchor =
        new Anchor(
            fields.text("image"),
            texts(fields, "labels", Grammar.LABELS_MAP),
            texts(fields, "annotations", Grammar.ANNOTATIONS_MAP));
    fields.rejectOthers("anchor");
    return anchor;
  }

  private Map<String, String> texts(Fields fields, String name, Grammar grammar) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields
        .node(name)
        .ifPresent(
            node -> {
              if (node instanceof Node.Mapping mapping) {
                for (Node.Entry e : mapping.entries()) {
                  grammar
                      .problemOfKey(e.name())
                      .ifPresent(p -> problems.error(e.key().at(), e.name(), p));
                  Optional<String> text = Fields.text(e.value(), e.name(), problems);
                  text.flatMap(grammar::problem)
                      .ifPresent(p -> problems.error(e.value().at(), text.orElse(""), p));
                  text.ifPresent(t -> texts.put(e.name(), t));
                }
              } else {
                problems.error(
                    node.at(), node.describe(), name + " is a mapping; write key: value");
              }
            });
    return texts;
  }
}
