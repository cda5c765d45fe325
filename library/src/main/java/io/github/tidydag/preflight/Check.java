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

  /** The same with another message. */
  public Check with(String other) {
    return new Check(kind, status, at, tasks, subject, other, todo);
  }

  /**
   * A check of a message as the project writes them: what is wrong, and after a semicolon what to
   * do.
   *
   * @param todo if the message does not say it
   */
  public static Check told(
      CheckKind kind,
      Status status,
      Location at,
      List<String> tasks,
      String subject,
      String message,
      String todo) {
    int end = message.lastIndexOf("; ");
    return end < 0
        ? new Check(kind, status, at, tasks, subject, message, todo)
        : new Check(
            kind,
            status,
            at,
            tasks,
            subject,
            message.substring(0, end),
            message.substring(end + 2));
  }
}
