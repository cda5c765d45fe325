package io.github.tidydag.render;

import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.Binding;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.RoleRule;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.rbac.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** An inventory of accounts as one page that needs nothing else, with charts and a search. */
public final class AccessPage {
  private static final Set<String> DELETING = Set.of("delete", "deletecollection", "*");

  private AccessPage() {}

  /** The page. */
  public static String of(Inventory inventory, Templates templates) {
    return templates.render("access.html.ftl", "access", view(inventory));
  }

  private static AccessPageView view(Inventory inventory) {
    return new AccessPageView(
        inventory.source(),
        List.of(
            Chart.of("Shared by several workloads", shared(inventory)),
            Chart.of("May delete, by namespace", byNamespace(inventory, AccessPage::deletes)),
            Chart.of("Accounts by namespace", byNamespace(inventory, entry -> true))),
        inventory.accounts().stream().map(AccessPage::account).toList(),
        inventory.dangling().stream().map(Binding::toString).toList(),
        inventory.missing().stream().map(Subject::toString).toList(),
        inventory.gaps().stream().map(AccessGap::toString).toList());
  }

  private static Map<String, Long> shared(Inventory inventory) {
    Map<String, Long> found = new LinkedHashMap<>();
    inventory.accounts().stream()
        .filter(entry -> entry.sharers().size() > 1)
        .sorted(
            Comparator.comparing((Inventory.Entry entry) -> -entry.sharers().size())
                .thenComparing(Inventory.Entry::account))
        .forEach(entry -> found.put(name(entry), (long) entry.sharers().size()));
    return found;
  }

  private static Map<String, Long> byNamespace(
      Inventory inventory, Predicate<Inventory.Entry> wanted) {
    Map<String, Long> counts =
        inventory.accounts().stream()
            .filter(wanted)
            .collect(
                Collectors.groupingBy(
                    entry -> entry.account().namespace(), TreeMap::new, Collectors.counting()));
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    Map<String, Long> found = new LinkedHashMap<>();
    sorted.forEach(one -> found.put(one.getKey(), one.getValue()));
    return found;
  }

  private static String name(Inventory.Entry entry) {
    return entry.account().namespace() + "/" + entry.account().name();
  }

  private static boolean deletes(Inventory.Entry entry) {
    return entry.grants().stream().anyMatch(granted -> deletes(granted.rule()));
  }

  private static boolean deletes(RoleRule rule) {
    return !rule.resources().isEmpty() && rule.verbs().stream().anyMatch(DELETING::contains);
  }

  private static AccessPageView.Account account(Inventory.Entry entry) {
    Map<String, Long> kinds =
        entry.workloads().stream()
            .collect(Collectors.groupingBy(Workload::kind, TreeMap::new, Collectors.counting()));
    return new AccessPageView.Account(
        entry.account().namespace(),
        entry.account().name(),
        deletes(entry),
        kinds.entrySet().stream().map(kind -> kind.getKey() + " " + kind.getValue()).toList(),
        entry.grants().stream()
            .map(
                granted ->
                    new AccessPageView.Right(
                        granted.binding().kind(),
                        granted.binding().name(),
                        granted.through().isMany() ? granted.through().toString() : "",
                        granted.rule().toString()))
            .toList());
  }
}
