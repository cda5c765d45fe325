package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.rules.common.Nodes;
import io.github.tidydag.source.JinjaMask;
import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a Role or ClusterRole.
 *
 * @param known whether Jinja leaves no doubt about them
 */
record RoleView(List<PolicyRule> rules, boolean known) {
  private static final Set<String> OPERATORS =
      Set.of(
          "sparkoperator.k8s.io",
          "spark.apache.org",
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "coordination.k8s.io");

  /** One rule: verbs on resources of groups. */
  record PolicyRule(
      Node.Mapping body, Set<String> groups, List<Node.Scalar> resources, Set<String> verbs) {

    /** Whether it gives all of the verbs on a resource of the core group. */
    boolean allows(String resource, String... wanted) {
      return isCore() && has(resource) && gives(wanted);
    }

    /** Whether it gives all of the verbs. */
    boolean gives(String... wanted) {
      if (verbs.contains("*")) {
        return true;
      }
      for (String verb : wanted) {
        if (!verbs.contains(verb)) {
          return false;
        }
      }
      return true;
    }

    /** Whether it is about more than objects of some names, as far as anybody knows. */
    boolean isOfAllNames() {
      return !Nodes.isSomething(body.entry("resourceNames"));
    }

    boolean isCore() {
      return groups.contains("") || groups.contains("*");
    }

    boolean has(String resource) {
      for (Node.Scalar named : resources) {
        if (named.text().equals(resource) || named.text().equals("*")) {
          return true;
        }
      }
      return false;
    }
  }

  static RoleView of(Document document) {
    List<PolicyRule> rules = new ArrayList<>();
    boolean known = !document.hasStatements();
    Node list = document.root().get("rules").orElse(null);
    for (Node.Mapping rule : Nodes.mappings(list)) {
      List<Node.Scalar> resources = new ArrayList<>();
      for (Node item : items(rule, "resources")) {
        Document.known(item).ifPresent(resources::add);
      }
      known &= isKnown(rule, "apiGroups") && isKnown(rule, "resources") && isKnown(rule, "verbs");
      rules.add(
          new PolicyRule(
              rule, texts(rule, "apiGroups"), List.copyOf(resources), texts(rule, "verbs")));
    }
    return new RoleView(List.copyOf(rules), known);
  }

  /** Where a rule names something in one of its lists. */
  static Node.@Nullable Scalar find(PolicyRule rule, String key, String wanted) {
    for (Node item : items(rule.body(), key)) {
      if (item instanceof Node.Scalar scalar && scalar.text().equals(wanted)) {
        return scalar;
      }
    }
    return null;
  }

  private static List<Node> items(Node.Mapping rule, String key) {
    return rule.get(key).orElse(null) instanceof Node.Sequence list ? list.items() : List.of();
  }

  private static boolean isKnown(Node.Mapping rule, String key) {
    if (rule.get(key).orElse(null) instanceof Node.Scalar scalar && JinjaMask.isIn(scalar.text())) {
      return false;
    }
    for (Node item : items(rule, key)) {
      if (Document.known(item).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> texts(Node.Mapping rule, String key) {
    Set<String> texts = new HashSet<>();
    for (Node item : items(rule, key)) {
      Document.known(item).ifPresent(text -> texts.add(text.text()));
    }
    return texts;
  }

  /** Whether a verb on a resource of the core group is given by any rule. */
  boolean allows(String resource, String verb) {
    for (PolicyRule rule : rules) {
      if (rule.allows(resource, verb)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it is evidently what Spark's drivers act by: it is named after Spark, lets make pods,
   * and has nothing that only an operator needs.
   */
  boolean isForDrivers(Document document) {
    String name =
        Document.known(document.root(), "metadata", "name").map(Node.Scalar::text).orElse("");
    if (!isNamedAfterSpark(name) || !known || !allows("pods", "create")) {
      return false;
    }
    for (PolicyRule rule : rules) {
      for (String group : rule.groups()) {
        if (OPERATORS.contains(group)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a name speaks of Spark, and of no operator. */
  static boolean isNamedAfterSpark(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("spark")
        && (!lower.contains("operator") || lower.endsWith("-spark"))
        && !lower.contains("history")
        && !lower.contains("airflow");
  }
}
