package io.github.tidydag.rbac;

import io.github.tidydag.rbac.Grants.Grant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Who may do something, and who may come to it by what else they may do.
 *
 * @param action what was asked
 * @param direct who may, by themselves
 * @param atOnce for {@code delete}: who may delete all objects at once, with one request
 * @param indirect who may act as somebody who may, or give themselves the right
 * @param unread what was not read, so that somebody may be missing here
 */
public record WhoCan(
    Action action,
    List<Grant> direct,
    List<Grant> atOnce,
    List<Detour> indirect,
    List<AccessGap> unread) {

  /**
   * A way to a right that somebody does not have.
   *
   * @param grant what they may do
   * @param by that in words
   * @param as whose right they get; empty if they give it to themselves
   */
  public record Detour(Grant grant, String by, String as) {}

  /** What starts pods, by the group that it is of. */
  private static final List<String> STARTERS =
      List.of(
          "/pods",
          "/replicationcontrollers",
          "apps/daemonsets",
          "apps/deployments",
          "apps/replicasets",
          "apps/statefulsets",
          "batch/cronjobs",
          "batch/jobs",
          "sparkoperator.k8s.io/scheduledsparkapplications",
          "sparkoperator.k8s.io/sparkapplications",
          "spark.apache.org/sparkapplications");

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final Comparator<Grant> ORDER =
      Comparator.comparing(Grant::subject)
          .thenComparing(g -> g.binding().namespace())
          .thenComparing(g -> g.binding().name());

  public WhoCan {
    direct = List.copyOf(direct);
    atOnce = List.copyOf(atOnce);
    indirect = List.copyOf(indirect);
    unread = List.copyOf(unread);
  }

  /** Asks. */
  public static WhoCan of(Grants grants, Action action) {
    List<Grant> direct = sorted(grants.of(action));
    List<Grant> atOnce =
        action.verb().equals("delete")
            ? sorted(grants.of(action.withVerb("deletecollection")))
            : List.of();
    Set<Subject> able = new TreeSet<>();
    direct.forEach(grant -> able.add(grant.subject()));
    return new WhoCan(
        action,
        direct,
        atOnce,
        detours(grants, action, able),
        grants.snapshot().gaps().stream().filter(AccessGap::decides).toList());
  }

  private static List<Grant> sorted(List<Grant> grants) {
    return grants.stream().sorted(ORDER).toList();
  }

  private static List<Detour> detours(Grants grants, Action action, Set<Subject> able) {
    List<Detour> found = new ArrayList<>();
    for (Subject subject : able) {
      switch (subject.kind()) {
        case SERVICE_ACCOUNT -> {
          if (grants.snapshot().accounts().contains(subject)) {
            asAccount(grants, subject, found);
          }
          impersonate(grants, "serviceaccounts", subject, found);
        }
        case USER -> impersonate(grants, "users", subject, found);
        case GROUP -> impersonate(grants, "groups", subject, found);
      }
    }
    String where = action.namespace();
    ask(grants, new Action("escalate", RBAC, "clusterroles", "", ""), "", found);
    ask(grants, new Action("bind", RBAC, "clusterroles", "", where), "", found);
    if (!where.isEmpty()) {
      ask(grants, new Action("escalate", RBAC, "roles", "", where), "", found);
      ask(grants, new Action("bind", RBAC, "roles", "", where), "", found);
    }
    Function<Detour, String> text = d -> d.grant().subject() + d.by() + d.as();
    return found.stream()
        .filter(detour -> !able.contains(detour.grant().subject()))
        .sorted(
            Comparator.comparing((Detour d) -> d.grant().subject())
                .thenComparing(Detour::as)
                .thenComparing(Detour::by)
                .thenComparing(text))
        .distinct()
        .toList();
  }

  private static void asAccount(Grants grants, Subject account, List<Detour> found) {
    String namespace = account.namespace();
    for (String starter : STARTERS) {
      int slash = starter.indexOf('/');
      String group = starter.substring(0, slash);
      String resource = starter.substring(slash + 1);
      ask(grants, new Action("create", group, resource, "", namespace), account.toString(), found);
    }
    boolean isRunning =
        grants.snapshot().workloads().stream()
            .anyMatch(
                w ->
                    w.isPod()
                        && w.namespace().equals(namespace)
                        && w.account().equals(account.name()));
    if (isRunning) {
      ask(grants, new Action("create", "", "pods/exec", "", namespace), account.toString(), found);
    }
    ask(
        grants,
        new Action("create", "", "serviceaccounts/token", account.name(), namespace),
        account.toString(),
        found);
  }

  private static void impersonate(
      Grants grants, String resource, Subject subject, List<Detour> found) {
    ask(
        grants,
        new Action("impersonate", "", resource, subject.name(), subject.namespace()),
        subject.toString(),
        found);
  }

  private static void ask(Grants grants, Action action, String as, List<Detour> found) {
    for (Grant grant : grants.of(action)) {
      found.add(new Detour(grant, action.verb() + " " + action.resource(), as));
    }
  }
}
