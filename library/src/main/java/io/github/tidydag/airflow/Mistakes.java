package io.github.tidydag.airflow;

import io.github.tidydag.tables.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names and values that people write and no supported version accepts, with the right ones: names
 * carried over from Kubernetes, removed ones, and ones that never existed. What a version accepts
 * but ignores is an {@link Effect} instead.
 */
public final class Mistakes {
  /** The owner of an Airflow task's own arguments in {@link #argument}. */
  public static final String TASK = "BaseOperator";

  /** The owner of a DAG's arguments in {@link #argument}. */
  public static final String DAG = "DAG";

  private final Map<String, Mistake> arguments = new LinkedHashMap<>();
  private final Map<String, Mistake> values = new LinkedHashMap<>();
  private final Map<String, Mistake> keys = new LinkedHashMap<>();

  /**
   * A known mistake.
   *
   * @param written what was written
   * @param right what to write; empty if nothing takes its place there
   * @param why half a sentence
   */
  public record Mistake(String written, Optional<String> right, String why) {
    private static Mistake of(Json json) {
      return new Mistake(
          json.get("written").text(), json.findText("right"), json.get("why").text());
    }
  }

  private Mistakes(Json json) {
    for (Json item : json.get("arguments").items()) {
      for (String owner : item.get("on").texts()) {
        add(arguments, owner, Mistake.of(item));
      }
    }
    for (Json item : json.get("values").items()) {
      add(values, item.get("argument").text(), Mistake.of(item));
    }
    for (Json item : json.get("keys").items()) {
      add(keys, item.get("inside").text(), Mistake.of(item));
    }
  }

  private static void add(Map<String, Mistake> to, String owner, Mistake mistake) {
    if (to.put(row(owner, mistake.written()), mistake) != null) {
      throw new IllegalStateException("two rows for " + mistake.written() + " of " + owner);
    }
  }

  private static String row(String owner, String written) {
    return owner + '\n' + written;
  }

  /** Reads the table; takes a few milliseconds, so keep what it returns. */
  public static Mistakes load() {
    return new Mistakes(Json.resource(Mistakes.class, "mistakes.json"));
  }

  /**
   * A wrong argument.
   *
   * @param owner a Python class: {@link OperatorKind#className()}, {@link #TASK} or {@link #DAG}
   */
  public Optional<Mistake> argument(String owner, String written) {
    return Optional.ofNullable(arguments.get(row(owner, written)));
  }

  /** A wrong value of an argument, such as {@code on_finish_action: delete_succeeded_pods}. */
  public Optional<Mistake> value(String argument, String written) {
    return Optional.ofNullable(values.get(row(argument, written)));
  }

  /** A wrong key in an object of a Kubernetes type, such as {@code V1ResourceRequirements}. */
  public Optional<Mistake> key(String type, String written) {
    return Optional.ofNullable(keys.get(row(type, written)));
  }

  /** How many mistakes are known. */
  public int size() {
    return arguments.size() + values.size() + keys.size();
  }
}
