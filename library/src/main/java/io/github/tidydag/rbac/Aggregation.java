package io.github.tidydag.rbac;

import java.util.List;
import java.util.Map;

/** Labels of the ClusterRoles whose rules another one has: those that fit one of the selectors. */
public record Aggregation(List<Selector> selectors) {
  public Aggregation {
    selectors = List.copyOf(selectors);
  }

  /** A selector: all of it must fit. */
  public record Selector(Map<String, String> labels, List<Expression> expressions) {
    public Selector {
      labels = Map.copyOf(labels);
      expressions = List.copyOf(expressions);
    }

    boolean fits(Map<String, String> of) {
      return labels.entrySet().stream().allMatch(e -> e.getValue().equals(of.get(e.getKey())))
          && expressions.stream().allMatch(e -> e.fits(of));
    }
  }

  /**
   * A requirement.
   *
   * @param operator In, NotIn, Exists or DoesNotExist
   */
  public record Expression(String key, String operator, List<String> values) {
    public Expression {
      values = List.copyOf(values);
    }

    boolean fits(Map<String, String> of) {
      String value = of.get(key);
      return switch (operator) {
        case "In" -> value != null && values.contains(value);
        case "NotIn" -> value == null || !values.contains(value);
        case "Exists" -> value != null;
        case "DoesNotExist" -> value == null;
        default -> false;
      };
    }
  }

  boolean fits(Map<String, String> labels) {
    return selectors.stream().anyMatch(selector -> selector.fits(labels));
  }
}
