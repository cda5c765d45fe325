package io.github.tidydag.preflight;

import io.github.tidydag.source.Location;
import java.util.List;

/**
 * A check and what came of it.
 *
 * @param at where the spec says what was checked; its start for what concerns all of it
 * @param tasks that it is about; none if it is about the DAG
 * @param subject what was looked at, as kubectl or the spec calls it; may be empty
 * @param message what was found
 * @param todo what to do; empty if it is ok
 */
public record Check(
    CheckKind kind,
    Status status,
    Location at,
    List<String> tasks,
    String subject,
    String message,
    String todo) {
  public Check {
    tasks = List.copyOf(tasks);
  }
}
