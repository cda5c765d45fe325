package io.github.tidydag.rbac;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a binding is for, or who asks.
 *
 * @param namespace of a ServiceAccount; empty for others
 */
public record Subject(Kind kind, String namespace, String name) implements Comparable<Subject> {
  /** What a subject may be. */
  public enum Kind {
    SERVICE_ACCOUNT("ServiceAccount"),
    GROUP("Group"),
    USER("User");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As Kubernetes writes it. */
    public String word() {
      return word;
    }
  }

  /** All who are known, accounts among them. */
  public static final String AUTHENTICATED = "system:authenticated";

  /** Who is in it may do all, whatever RBAC says. */
  public static final String MASTERS = "system:masters";

  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::kind)
          .thenComparing(Subject::namespace)
          .thenComparing(Subject::name);

  private static final String ACCOUNTS = "system:serviceaccounts";
  private static final String ACCOUNT = "system:serviceaccount:";

  /** A ServiceAccount. */
  public static Subject account(String namespace, String name) {
    return new Subject(Kind.SERVICE_ACCOUNT, namespace, name);
  }

  public static Subject user(String name) {
    return new Subject(Kind.USER, "", name);
  }

  public static Subject group(String name) {
    return new Subject(Kind.GROUP, "", name);
  }

  /** The name that the API server knows it by. */
  public String userName() {
    return kind == Kind.SERVICE_ACCOUNT ? ACCOUNT + namespace + ":" + name : name;
  }

  /** The account that it is; some bindings name one as a user. */
  public Optional<Subject> asAccount() {
    if (kind == Kind.SERVICE_ACCOUNT) {
      return Optional.of(this);
    }
    int colon = name.indexOf(':', ACCOUNT.length());
    return kind == Kind.USER && name.startsWith(ACCOUNT) && colon > 0
        ? Optional.of(account(name.substring(ACCOUNT.length(), colon), name.substring(colon + 1)))
        : Optional.empty();
  }

  /** The groups that an account is in by being one; those of users are not known here. */
  public Set<String> impliedGroups() {
    return kind == Kind.SERVICE_ACCOUNT
        ? Set.of(ACCOUNTS, ACCOUNTS + ":" + namespace, AUTHENTICATED)
        : Set.of(AUTHENTICATED);
  }

  /**
   * Whether what is bound to this subject is granted to somebody.
   *
   * @param userName who asks, as the API server knows them
   * @param groups what they are in
   */
  public boolean includes(String userName, Set<String> groups) {
    return switch (kind) {
      case SERVICE_ACCOUNT -> !namespace.isEmpty() && userName.equals(userName());
      case USER -> userName.equals(name);
      case GROUP -> groups.contains(name);
    };
  }

  /** Whether it means more than one account or person. */
  public boolean isMany() {
    return kind == Kind.GROUP;
  }

  /** Whether ServiceAccounts are among those that it means. */
  public boolean isOfAccounts() {
    return kind == Kind.GROUP && (name.equals(AUTHENTICATED) || name.startsWith(ACCOUNTS));
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  /** {@code ServiceAccount namespace/name}, {@code Group name}. */
  @Override
  public String toString() {
    return kind.word() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
