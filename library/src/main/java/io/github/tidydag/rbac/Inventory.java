package io.github.tidydag.rbac;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every ServiceAccount with what it may do and who acts as it.
 *
 * @param source the cluster's name and address, or the dump
 * @param accounts by namespace and name
 * @param dangling bindings that grant a role that is not there
 * @param missing accounts that bindings or workloads name and that are not there
 * @param gaps what could not be read
 */
public record Inventory(
    String source,
    List<Entry> accounts,
    List<Binding> dangling,
    List<Subject> missing,
    List<AccessGap> gaps) {

  /**
   * A rule that an account has; {@link RoleRule#NONE} for a binding to a role without any, or one
   * that is not there or was not read.
   *
   * @param through whom the binding names: the account, or a group that it is in
   */
  public record Granted(Binding binding, Subject through, RoleRule rule) {}

  /**
   * An account.
   *
   * @param grants by binding, in the order of the role's rules
   * @param workloads what acts as it
   */
  public record Entry(Subject account, List<Granted> grants, List<Workload> workloads) {
    /** Who shares it: what another workload has made counts as that one. */
    public List<Workload> sharers() {
      return workloads.stream().filter(w -> !w.isControlled()).toList();
    }

    /** The names of its pods. */
    public List<String> pods() {
      return workloads.stream().filter(Workload::isPod).map(Workload::name).toList();
    }
  }

  public Inventory {
    accounts = List.copyOf(accounts);
    dangling = List.copyOf(dangling);
    missing = List.copyOf(missing);
    gaps = List.copyOf(gaps);
  }

  /**
   * The inventory of a snapshot. Bindings that the API server itself makes for all accounts are
   * left out: they grant each of them the same few questions about itself.
   */
  public static Inventory of(RbacSnapshot snapshot) {
    return of(new Grants(snapshot));
  }

  static Inventory of(Grants grants) {
    RbacSnapshot snapshot = grants.snapshot();
    Map<Subject, List<Workload>> workloads =
        snapshot.workloads().stream()
            .collect(
                Collectors.groupingBy(
                    w -> Subject.account(w.namespace(), w.account()),
                    TreeMap::new,
                    Collectors.toList()));
    Map<String, List<Binding>> byAccount = new TreeMap<>();
    List<Binding> ofGroups = new ArrayList<>();
    List<Binding> dangling = new ArrayList<>();
    Set<Subject> missing = new TreeSet<>();
    for (Binding binding : sorted(snapshot.bindings())) {
      boolean isWhole =
          snapshot.isWhole(binding.toClusterRole() ? AccessKind.CLUSTER_ROLE : AccessKind.ROLE);
      if (grants.rules(binding) == null && isWhole) {
        dangling.add(binding);
      }
      boolean isOfGroup = false;
      for (Subject subject : binding.subjects()) {
        if (subject.kind() == Subject.Kind.GROUP) {
          isOfGroup |= subject.isOfAccounts() && !binding.isDefault();
        } else {
          byAccount.computeIfAbsent(subject.userName(), n -> new ArrayList<>()).add(binding);
          if (subject.kind() == Subject.Kind.SERVICE_ACCOUNT && isMissing(snapshot, subject)) {
            missing.add(subject);
          }
        }
      }
      if (isOfGroup) {
        ofGroups.add(binding);
      }
    }
    workloads.keySet().stream().filter(a -> isMissing(snapshot, a)).forEach(missing::add);
    List<Entry> entries = new ArrayList<>();
    for (Subject account : new TreeSet<>(snapshot.accounts())) {
      List<Binding> bindings =
          new ArrayList<>(byAccount.getOrDefault(account.userName(), List.of()));
      bindings.addAll(ofGroups);
      entries.add(
          new Entry(
              account,
              granted(account, sorted(Set.copyOf(bindings)), grants),
              workloads.getOrDefault(account, List.of()).stream()
                  .sorted(Comparator.comparing(Workload::kind).thenComparing(Workload::name))
                  .toList()));
    }
    return new Inventory(
        snapshot.source(), entries, dangling, List.copyOf(missing), snapshot.gaps());
  }

  private static boolean isMissing(RbacSnapshot snapshot, Subject account) {
    return snapshot.isWhole(AccessKind.SERVICE_ACCOUNT) && !snapshot.accounts().contains(account);
  }

  private static List<Granted> granted(Subject account, List<Binding> bindings, Grants grants) {
    List<Granted> found = new ArrayList<>();
    for (Binding binding : bindings) {
      List<RoleRule> rules = grants.rules(binding);
      Optional<Subject> through =
          binding.subjects().stream()
              .filter(s -> s.includes(account.userName(), account.impliedGroups()))
              .min(Comparator.naturalOrder());
      if (through.isPresent()) {
        (rules == null || rules.isEmpty() ? List.of(RoleRule.NONE) : rules)
            .forEach(rule -> found.add(new Granted(binding, through.get(), rule)));
      }
    }
    return found;
  }

  private static List<Binding> sorted(java.util.Collection<Binding> bindings) {
    return bindings.stream()
        .sorted(
            Comparator.comparing(Binding::isClusterWide)
                .thenComparing(Binding::namespace)
                .thenComparing(Binding::name))
        .toList();
  }

  /** The same with only some of the accounts. */
  public Inventory where(Predicate<Entry> wanted) {
    return new Inventory(
        source, accounts.stream().filter(wanted).toList(), dangling, missing, gaps);
  }
}
