package io.github.tidydag.report;

import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.Binding;
import io.github.tidydag.rbac.Grants.Grant;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.rbac.WhoCan;
import io.github.tidydag.rbac.Workload;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who may do what, for people. */
public final class AccessText {
  private AccessText() {}

  /** The answer to a question, each line with the binding and the rule that it comes from. */
  public static String of(WhoCan answer) {
    StringBuilder out = new StringBuilder();
    out.append("who can ").append(answer.action()).append("\n\n");
    out.append(answer.direct().isEmpty() ? "nobody is granted it\n" : "may:\n");
    answer.direct().forEach(grant -> line(out, grant.subject().toString(), grant));
    if (!answer.atOnce().isEmpty()) {
      out.append("\nmay delete all of them with one request (deletecollection):\n");
      answer.atOnce().forEach(grant -> line(out, grant.subject().toString(), grant));
    }
    if (!answer.indirect().isEmpty()) {
      out.append("\nmay come to it:\n");
      for (WhoCan.Detour detour : answer.indirect()) {
        line(out, detour.grant().subject() + ": " + detour.by() + as(detour), detour.grant());
      }
    }
    out.append('\n');
    boolean isOfMany = answer.direct().stream().anyMatch(grant -> grant.subject().isOfAccounts());
    if (isOfMany) {
      out.append(
          "A group system:serviceaccounts... means every ServiceAccount of it, also later ones.\n");
    }
    out.append("Who is in the group ").append(Subject.MASTERS);
    out.append(
        " may do all, whatever RBAC says; admission webhooks may refuse what RBAC grants.\n");
    gaps(answer.unread(), "not read, so somebody may be missing here:\n", out);
    return out.toString();
  }

  private static String as(WhoCan.Detour detour) {
    return detour.as().isEmpty() ? ", for itself" : ", as " + detour.as();
  }

  private static void line(StringBuilder out, String who, Grant grant) {
    out.append("  ").append(who).append("\n      by ").append(grant.binding());
    out.append(", ").append(grant.role()).append(": ").append(grant.rule()).append('\n');
  }

  /** A first look at an inventory: how many of each, and what deserves one. */
  public static String of(Inventory inventory) {
    StringBuilder out = new StringBuilder();
    out.append(inventory.source()).append("\n\n");
    Map<String, Long> byNamespace =
        inventory.accounts().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.account().namespace(), TreeMap::new, Collectors.counting()));
    out.append(inventory.accounts().size()).append(" ServiceAccounts in ");
    out.append(byNamespace.size()).append(" namespaces\n");
    count(out, inventory, "without a binding", e -> e.grants().isEmpty());
    count(out, inventory, "that nothing acts as", e -> e.workloads().isEmpty());
    count(
        out,
        inventory,
        "with a binding in all namespaces",
        e -> e.grants().stream().anyMatch(g -> g.binding().isClusterWide()));
    shared(out, inventory);
    for (Binding binding : inventory.dangling()) {
      out.append("grants nothing, for its role is not there: ").append(binding).append('\n');
    }
    for (Subject account : inventory.missing()) {
      out.append("named, and not there: ").append(account).append('\n');
    }
    gaps(inventory.gaps(), "not read:\n", out);
    return out.toString();
  }

  private static void count(
      StringBuilder out,
      Inventory inventory,
      String what,
      java.util.function.Predicate<Inventory.Entry> wanted) {
    long count = inventory.accounts().stream().filter(wanted).count();
    out.append(String.format("%6d %s%n", count, what).replace(System.lineSeparator(), "\n"));
  }

  /** Who shares an account shares its rights. */
  private static void shared(StringBuilder out, Inventory inventory) {
    List<Inventory.Entry> most =
        inventory.accounts().stream()
            .filter(e -> e.sharers().size() > 1 && !e.grants().isEmpty())
            .sorted(
                Comparator.comparing((Inventory.Entry e) -> -e.sharers().size())
                    .thenComparing(Inventory.Entry::account))
            .limit(10)
            .toList();
    if (!most.isEmpty()) {
      out.append("\nshared by several workloads, and with rights:\n");
    }
    for (Inventory.Entry entry : most) {
      Map<String, Long> kinds =
          entry.sharers().stream()
              .collect(Collectors.groupingBy(Workload::kind, TreeMap::new, Collectors.counting()));
      Map<String, String> words = new LinkedHashMap<>();
      kinds.forEach((kind, n) -> words.put(kind, kind + " " + n));
      out.append("  ").append(entry.account().namespace()).append('/');
      out.append(entry.account().name()).append(": ");
      out.append(String.join(", ", words.values())).append('\n');
    }
    out.append('\n');
  }

  private static void gaps(List<AccessGap> gaps, String title, StringBuilder out) {
    if (!gaps.isEmpty()) {
      out.append(title);
      gaps.forEach(gap -> out.append("  ").append(gap).append('\n'));
    }
  }
}
