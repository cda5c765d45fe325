package io.github.tidydag.lint.rules.rbac;

import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.rbac.Workload;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The right to delete, given to an account that many act as. */
final class SharedDelete implements Rule {
  private static final String OPTION = "shared_accounts";
  private static final String DEFAULT = "default";
  private static final String SERVICES = "services";

  /** What is made and deleted by who runs work: by Airflow, and by an account of several jobs. */
  private static final Set<String> WORK =
      Set.of("pods", "jobs", "sparkapplications", "scheduledsparkapplications", "sparkconnects");

  /** What drivers make beside pods, and delete when they stop. */
  private static final Set<String> OF_DRIVERS =
      Set.of("configmaps", SERVICES, "persistentvolumeclaims");

  /** What controllers delete of their own. */
  private static final Set<String> HARMLESS = Set.of("events", "leases");

  private static final RuleInfo INFO =
      new RuleInfo(
          "RBA014",
          "delete-on-shared-account",
          Severity.WARNING,
          "A right to delete is bound to an account that many act as",
          """
          Whatever acts as the account has the right: every pod that names no account acts as `default`,
          every DAG as Airflow's, all users' code in drivers as Spark's. A janitor's right given to one of
          them is everybody's, and an audit log tells only the account.

          Shared are the accounts of the option, groups of accounts (`system:serviceaccounts...`,
          `system:authenticated`), and, on a cluster or a dump of one, each account that two workloads or
          more act as which nothing else has made.

          Not reported is what the work itself needs, if the same role may also create it: `pods`, `jobs`
          and the Spark operators' resources, as for Airflow's operators; for accounts of Spark's drivers also
          `configmaps`, `services` and `persistentvolumeclaims`, a Service also with the right to create
          pods only: whoever submits makes it for the driver. Who may delete without creating is
          tidying up after others. For `default` and for groups nothing is let be; Spark's own role on
          those is RBA006, administrators' roles on Spark's account are RBA005.
          """,
          "Make an account for what deletes, such as that of `tidydag janitor manifests`, and bind the"
              + " role to that alone.",
          Set.of(DocumentKind.ROLE_BINDING, DocumentKind.CLUSTER_ROLE_BINDING),
          List.of(
              new RuleInfo.Option(
                  OPTION,
                  List.of(DEFAULT, "airflow", "spark"),
                  "names of accounts that many act as, in whatever namespace")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Bound> found = Bound.of(document);
    Optional<Rights> rights = found.flatMap(Bound::rights);
    if (rights.isEmpty()) {
      return;
    }
    Bound bound = found.get();
    Set<String> deletes = new TreeSet<>(rights.get().deletes());
    deletes.removeAll(HARMLESS);
    List<String> shared = document.settings().option(INFO, OPTION);
    for (Bound.Named named : bound.subjects()) {
      Optional<String> sharers = sharers(bound, named.subject(), shared);
      Set<String> odd = new TreeSet<>(deletes);
      if (!isForAnybody(named.subject())) {
        odd.removeIf(
            resource ->
                isWork(resource, named.subject(), bound) && isMadeFor(resource, rights.get()));
      }
      if (sharers.isPresent() && !odd.isEmpty() && !isReported(bound, named)) {
        sink.value(
            named.name(),
            "may delete %s, and so may %s; give that to an account of its own"
                .formatted(Rights.words(odd), sharers.get()));
      }
    }
  }

  private static boolean isForAnybody(Subject subject) {
    return subject.isMany() || subject.name().equals(DEFAULT);
  }

  private static boolean isWork(String resource, Subject subject, Bound bound) {
    return WORK.contains(resource)
        || (OF_DRIVERS.contains(resource)
            && subject.asAccount().filter(a -> Sharing.isOfDrivers(a, bound.around())).isPresent());
  }

  /** Whether who has the rights has the resource made: a driver's Service comes with its pod. */
  private static boolean isMadeFor(String resource, Rights rights) {
    return rights.creates(resource) || (resource.equals(SERVICES) && rights.creates("pods"));
  }

  /** By RBA005 or RBA006. */
  private static boolean isReported(Bound bound, Bound.Named named) {
    return Bindings.isDriverAsAdmin(bound.role(), named.name())
        || (isForAnybody(named.subject()) && RoleView.isNamedAfterSpark(bound.role().text()));
  }

  /** Who else has what the subject has; nothing if it is one alone, or a person. */
  private static Optional<String> sharers(Bound bound, Subject subject, List<String> shared) {
    if (subject.isOfAccounts()) {
      return Optional.of("every account of the group");
    }
    Optional<Subject> account = subject.asAccount();
    List<Workload> workloads =
        account.map(a -> Sharing.workloads(a, bound.around())).orElse(List.of());
    if (workloads.size() > 1) {
      return Optional.of(Sharing.words(workloads));
    }
    return account.filter(a -> shared.contains(a.name())).map(a -> "all that acts as it");
  }
}
