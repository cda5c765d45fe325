package io.github.tidydag.rbac;

import io.github.tidydag.rbac.Grants.Grant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final List<String> WRITING = List.of("create", "update", "patch");

  /** How to reach into a container that runs; {@code get} is how a websocket asks. */
  private static final List<List<String>> REACHING =
      List.of(
          List.of("create", "pods/exec"),
          List.of("get", "pods/exec"),
          List.of("create", "pods/attach"),
          List.of("get", "pods/attach"),
          List.of("update", "pods/ephemeralcontainers"),
          List.of("patch", "pods/ephemeralcontainers"),
          List.of("update", "pods"),
          List.of("patch", "pods"));

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
            ? sorted(grants.of(action.withVerb("deletecollection").withoutName()))
            : List.of();
    return new WhoCan(
        action,
        direct,
        atOnce,
        new Detours(grants, action, direct).found(),
        grants.snapshot().gaps().stream().filter(AccessGap::decides).toList());
  }

  private static List<Grant> sorted(List<Grant> grants) {
    return grants.stream().sorted(ORDER).toList();
  }

  /** The ways, one step each. */
  private static final class Detours {
    private final Grants grants;
    private final Action action;
    private final Set<Subject> able = new TreeSet<>();
    private final List<Detour> found = new ArrayList<>();

    Detours(Grants grants, Action action, List<Grant> direct) {
      this.grants = grants;
      this.action = action;
      direct.forEach(grant -> able.add(grant.subject()));
    }

    List<Detour> found() {
      able.forEach(this::actAs);
      ask("impersonate", "groups", Subject.MASTERS, "", Subject.group(Subject.MASTERS).toString());
      grantItself();
      return found.stream()
          .filter(detour -> !able.contains(detour.grant().subject()))
          .sorted(
              Comparator.comparing((Detour d) -> d.grant().subject())
                  .thenComparing(Detour::as)
                  .thenComparing(Detour::by))
          .distinct()
          .toList();
    }

    /** Whoever acts as one who may has the right, too. */
    private void actAs(Subject subject) {
      Optional<Subject> account = subject.asAccount();
      if (account.isPresent()) {
        asAccount(account.get(), account.get().toString());
        ask(
            "impersonate",
            "serviceaccounts",
            account.get().name(),
            account.get().namespace(),
            account.get().toString());
      } else if (subject.kind() == Subject.Kind.USER) {
        ask("impersonate", "users", subject.name(), "", subject.toString());
      } else {
        ask("impersonate", "groups", subject.name(), "", subject.toString());
        asOneOf(subject);
      }
    }

    /** Any account of a group will do. */
    private void asOneOf(Subject group) {
      if (!group.isOfAccounts()) {
        return;
      }
      for (Subject account : grants.snapshot().accounts()) {
        if (group.includes(account.userName(), account.impliedGroups())) {
          asAccount(account, "one of " + group);
        }
      }
    }

    private void asAccount(Subject account, String as) {
      String namespace = account.namespace();
      if (grants.snapshot().accounts().contains(account)) {
        for (AccessKind kind : AccessKind.values()) {
          if (kind.startsPods()) {
            // the account of a pod that is there cannot be changed, that of a template can
            for (String verb : kind == AccessKind.POD ? WRITING.subList(0, 1) : WRITING) {
              ask(new Action(verb, kind.group(), kind.plural(), "", namespace), as);
            }
          }
        }
        ask("create", "serviceaccounts/token", account.name(), namespace, as);
      }
      boolean isRunning =
          grants.snapshot().workloads().stream()
              .anyMatch(
                  w ->
                      w.isPod()
                          && !w.hasEnded()
                          && w.namespace().equals(namespace)
                          && w.account().equals(account.name()));
      if (isRunning) {
        REACHING.forEach(one -> ask(one.get(0), one.get(1), "", namespace, as));
        ask("create", "nodes/proxy", "", "", as);
        ask("get", "nodes/proxy", "", "", as);
      }
    }

    /** Who may write roles or bindings, and is not held back from more than they have. */
    private void grantItself() {
      String where = action.namespace();
      for (Role role : grants.snapshot().roles()) {
        boolean isOfUse =
            (role.isClusterRole() || role.namespace().equals(where))
                && grants.rules(role).stream().anyMatch(rule -> rule.allows(action));
        if (isOfUse) {
          String plural = role.isClusterRole() ? "clusterroles" : "roles";
          binds(new Action("bind", RBAC, plural, role.name(), where), where);
        }
      }
      escalates("clusterroles", "");
      if (!where.isEmpty()) {
        escalates("roles", where);
      }
    }

    private void binds(Action bind, String where) {
      for (Grant grant : grants.of(bind)) {
        String bindings = where.isEmpty() ? "clusterrolebindings" : "rolebindings";
        if (writes(grant.subject(), bindings, where)
            || writes(grant.subject(), "clusterrolebindings", "")) {
          found.add(new Detour(grant, "bind " + bind.resource() + " " + bind.name(), ""));
        }
      }
    }

    private void escalates(String plural, String where) {
      for (Grant grant : grants.of(new Action("escalate", RBAC, plural, "", where))) {
        if (writes(grant.subject(), plural, where)) {
          found.add(new Detour(grant, "escalate " + plural, ""));
        }
      }
    }

    private boolean writes(Subject subject, String plural, String where) {
      return WRITING.stream()
          .anyMatch(
              verb -> !grants.to(subject, new Action(verb, RBAC, plural, "", where)).isEmpty());
    }

    private void ask(String verb, String resource, String name, String namespace, String as) {
      ask(new Action(verb, "", resource, name, namespace), as);
    }

    private void ask(Action one, String as) {
      for (Grant grant : grants.of(one)) {
        found.add(new Detour(grant, one.verb() + " " + one.resource(), as));
      }
    }
  }
}
