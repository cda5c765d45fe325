package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a merge of two pods hides from whoever wrote them. */
final class MergeRemarks {
  private final Remarks remarks;
  private final String base;
  private final String client;
  private final Map<String, String> arguments;
  private final boolean byOperator;

  private MergeRemarks(
      Remarks remarks,
      String base,
      String client,
      Map<String, String> arguments,
      boolean byOperator) {
    this.remarks = remarks;
    this.base = base;
    this.client = client;
    this.arguments = arguments;
    this.byOperator = byOperator;
  }

  /** For full_pod_spec over a template. */
  static MergeRemarks ofPods(Remarks remarks, String base, String client) {
    return new MergeRemarks(remarks, base, client, Map.of(), false);
  }

  /**
   * For the operator's arguments over a template or full_pod_spec.
   *
   * @param arguments the arguments that the user wrote, by their places in the pod
   */
  static MergeRemarks ofArguments(Remarks remarks, String base, Map<String, String> arguments) {
    return new MergeRemarks(remarks, base, "the operator", arguments, true);
  }

  /** Both say something: the base's value is gone. */
  void replaced(FieldType type, String pointer, JsonNode old, @Nullable JsonNode now) {
    if (old.equals(now) || now == null) {
      return;
    }
    String field = pointer.substring(pointer.lastIndexOf('/') + 1);
    String argument = arguments.get(pointer);
    if (byOperator && pointer.equals("/spec/restartPolicy")) {
      remarks.add(
          pointer,
          "%s sets restartPolicy %s, which is lost: the operator always sends Never",
          base,
          old.asText());
    } else if (byOperator && pointer.equals("/spec/containers/0/name")) {
      remarks.add(
          pointer,
          "the first container of %s, %s, becomes the main container %s: containers are merged by"
              + " place, not by name",
          base,
          old.asText(),
          now.asText());
    } else if (byOperator && field.equals("terminationMessagePolicy") && argument == null) {
      remarks.add(
          pointer,
          "%s sets terminationMessagePolicy %s, which is lost: the operator sends %s unless the"
              + " argument termination_message_policy is given",
          base,
          old.asText(),
          now.asText());
    } else if (type.kind() == FieldType.Kind.LIST
        || type.kind() == FieldType.Kind.MAP
        || type.kind() == FieldType.Kind.MODEL) {
      remarks.add(
          pointer,
          "%s replaces the %s of %s as a whole: they are not merged",
          whose(pointer),
          field,
          base);
    }
  }

  private String whose(String pointer) {
    if (byOperator && pointer.startsWith("/spec/initContainers/")) {
      return "the argument init_containers";
    }
    String argument = arguments.get(pointer);
    return argument == null ? client : "the argument " + argument;
  }

  /** Only the base says something that counts; the client's value, if any, is false for Python. */
  void kept(FieldType type, String pointer, JsonNode value, @Nullable JsonNode given) {
    String argument = arguments.get(pointer);
    if (!type.isTruthy(value) || value.equals(given)) {
      return;
    }
    if (argument != null) {
      remarks.add(
          pointer,
          "the argument %s %s cannot override %s of %s: Airflow takes an empty or false argument"
              + " for one that is not given",
          argument,
          given == null ? "{}" : given,
          value,
          base);
    } else if (given != null && !byOperator) {
      remarks.add(pointer, "%s %s cannot override %s of %s", client, given, value, base);
    }
  }

  /** Neither counts, and this provider forgets what the base said. */
  void lost(String pointer, JsonNode value, @Nullable JsonNode given) {
    if (!value.equals(given)) {
      remarks.add(
          pointer,
          "%s sets %s, which is lost: a provider before 10.5.0 keeps nothing that is false, zero or"
              + " empty",
          base,
          value);
    }
  }
}
