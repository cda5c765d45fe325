package io.github.tidydag.preflight;

import io.github.tidydag.source.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects checks; what several tasks share is one check. */
final class Results {
  /**
   * @param alone where a check stands that is about no task, and so about this place alone
   */
  private record Key(
      CheckKind kind,
      Status status,
      String subject,
      String message,
      String todo,
      Optional<Location> alone) {}

  private record Entry(Location at, Set<String> tasks) {}

  private final Map<Key, Entry> found = new LinkedHashMap<>();

  void add(Check check) {
    add(
        check.kind(),
        check.status(),
        check.at(),
        check.tasks(),
        check.subject(),
        check.message(),
        check.todo());
  }

  void ok(CheckKind kind, Location at, String subject, String message) {
    add(kind, Status.OK, at, List.of(), subject, message, "");
  }

  void ok(CheckKind kind, PodNeed pod, Location at, String subject, String message) {
    add(kind, Status.OK, at, List.of(pod.task()), subject, message, "");
  }

  void failed(CheckKind kind, Location at, String subject, String message, String todo) {
    add(kind, Status.FAILED, at, List.of(), subject, message, todo);
  }

  void failed(
      CheckKind kind, PodNeed pod, Location at, String subject, String message, String todo) {
    add(kind, Status.FAILED, at, List.of(pod.task()), subject, message, todo);
  }

  void unknown(CheckKind kind, Location at, String subject, String message, String todo) {
    add(kind, Status.UNKNOWN, at, List.of(), subject, message, todo);
  }

  void unknown(
      CheckKind kind, PodNeed pod, Location at, String subject, String message, String todo) {
    add(kind, Status.UNKNOWN, at, List.of(pod.task()), subject, message, todo);
  }

  void add(
      CheckKind kind,
      Status status,
      Location at,
      List<String> tasks,
      String subject,
      String message,
      String todo) {
    found
        .computeIfAbsent(
            new Key(
                kind,
                status,
                subject,
                message,
                todo,
                tasks.isEmpty() ? Optional.of(at) : Optional.empty()),
            key -> new Entry(at, new LinkedHashSet<>()))
        .tasks()
        .addAll(tasks);
  }

  /** By the checklist, in the order in which they were found. */
  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    found.forEach(
        (key, entry) ->
            checks.add(
                new Check(
                    key.kind(),
                    key.status(),
                    entry.at(),
                    List.copyOf(entry.tasks()),
                    key.subject(),
                    key.message(),
                    key.todo())));
    checks.sort(Comparator.comparing(Check::kind));
    return checks;
  }
}
