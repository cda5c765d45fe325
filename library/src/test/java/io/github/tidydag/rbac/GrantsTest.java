package io.github.tidydag.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.tidydag.report.AccessTables;
import io.github.tidydag.report.AccessText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What bindings grant; that the API server decides the same is tried on a real one. */
final class GrantsTest {
  private static final Path OBJECTS = Path.of("src/test/resources/access/dump.yaml");

  private static RbacSnapshot snapshot() throws IOException {
    SnapshotBuilder snapshot = new SnapshotBuilder();
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    for (String document : Files.readString(OBJECTS).split("---\n", -1)) {
      snapshot.take(yaml.readTree(document), "", "");
    }
    return snapshot.build("test");
  }

  private static Action action(String verb, String resource, String name, String namespace) {
    return new Action(verb, "", resource, name, namespace);
  }

  private static List<String> may(Action action) throws IOException {
    return WhoCan.of(new Grants(snapshot()), action).direct().stream()
        .map(grant -> grant.subject().toString())
        .toList();
  }

  @Test
  void namespaces_names_and_groups_count() throws IOException {
    assertThat(may(action("delete", "configmaps", "", "data")))
        .containsExactly("ServiceAccount data/gone", "ServiceAccount ops/janitor");
    assertThat(may(action("delete", "configmaps", "", ""))).isEmpty();
    assertThat(may(action("delete", "configmaps", "", "ops"))).isEmpty();
    assertThat(may(action("get", "secrets", "one", "data"))).hasSize(2);
    assertThat(may(action("get", "secrets", "", "data"))).isEmpty();
    assertThat(may(action("get", "secrets", "two", "data"))).isEmpty();
    assertThat(may(new Action("create", "batch", "jobs", "", "ops")))
        .containsExactly("Group system:serviceaccounts:ops");
    assertThat(may(action("create", "jobs", "", "ops"))).as("another API group").isEmpty();
  }

  @Test
  void who_can_come_to_a_right_is_said_apart() throws IOException {
    WhoCan answer = WhoCan.of(new Grants(snapshot()), action("delete", "configmaps", "", "data"));
    assertThat(answer.atOnce())
        .extracting(grant -> grant.subject().toString())
        .containsExactly("ServiceAccount ops/ci", "User eve");
    assertThat(answer.indirect())
        .extracting(d -> d.grant().subject() + " " + d.by() + " " + d.as())
        .containsExactly(
            "Group system:serviceaccounts:ops create jobs ServiceAccount ops/janitor",
            "Group system:serviceaccounts:ops patch jobs ServiceAccount ops/janitor",
            "Group system:serviceaccounts:ops update jobs ServiceAccount ops/janitor");
    assertThat(AccessText.of(answer))
        .contains("by RoleBinding data/cleaning, Role data/cleaning: list, delete configmaps\n")
        .contains("by ClusterRoleBinding wide, ClusterRole wide: deletecollection configmaps\n")
        .contains("Group system:serviceaccounts:ops: create jobs, as ServiceAccount ops/janitor\n");
  }

  @Test
  void the_inventory_is_a_table() throws IOException {
    Inventory inventory = Inventory.of(snapshot());
    assertThat(AccessTables.csv(InventoryRow.of(inventory)).replace("\r\n", "\n"))
        .isEqualTo(
            """
            namespace,serviceaccount,bound_kind,bound_name,rbac_resource,rbac_verbs,used_by_pods
            data,default,RoleBinding,nothing,,,two
            ops,ci,ClusterRoleBinding,wide,/healthz,get,
            ops,ci,ClusterRoleBinding,wide,configmaps,deletecollection,
            ops,ci,RoleBinding->ClusterRole,starter,jobs,*,
            ops,janitor,RoleBinding,cleaning,configmaps,list&delete,one
            ops,janitor,RoleBinding,cleaning,secrets,get,one
            ops,janitor,RoleBinding->ClusterRole,starter,jobs,*,one
            """);
    assertThat(inventory.dangling())
        .extracting(Binding::toString)
        .containsExactly("RoleBinding data/nothing");
    assertThat(inventory.missing()).containsExactly(Subject.account("data", "gone"));
  }

  @Test
  void the_difference_of_two_inventories_is_one_of_rights() throws IOException {
    List<InventoryRow> before = InventoryRow.of(Inventory.of(snapshot()));
    List<InventoryRow> after =
        before.stream()
            .filter(row -> !row.verbs().equals("deletecollection"))
            .map(
                row ->
                    new InventoryRow(
                        row.namespace(),
                        row.account(),
                        row.kind(),
                        row.binding(),
                        row.resources(),
                        row.verbs(),
                        "other"))
            .toList();
    InventoryDiff diff = InventoryDiff.of(before, after);
    assertThat(AccessTables.diff(diff))
        .isEqualTo("- ops/ci ClusterRoleBinding wide: deletecollection configmaps\n");
    assertThat(InventoryDiff.of(before, before).isEmpty()).isTrue();
  }

  private static RbacSnapshot with(String more) throws IOException {
    SnapshotBuilder snapshot = new SnapshotBuilder();
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    for (String document : (Files.readString(OBJECTS) + "---\n" + more).split("---\n", -1)) {
      snapshot.take(yaml.readTree(document), "", "");
    }
    return snapshot.build("test");
  }

  private static List<String> detours(String more, Action action) throws IOException {
    return WhoCan.of(new Grants(with(more)), action).indirect().stream()
        .map(d -> d.grant().subject() + ": " + d.by() + ", " + d.as())
        .toList();
  }

  /** A right of the user mallory. */
  private static String mallory(String group, String resource, String verbs) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: more}
    rules: [{apiGroups: ["%s"], resources: ["%s"], verbs: [%s]}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: more}
    roleRef: {kind: ClusterRole, name: more}
    subjects: [{kind: User, name: mallory}]
    """
        .formatted(group, resource, verbs);
  }

  @Test
  void a_group_is_as_weak_as_each_of_its_accounts() throws IOException {
    assertThat(
            detours(
                mallory("apps", "deployments", "patch"),
                new Action("create", "batch", "jobs", "", "ops")))
        .contains("User mallory: patch deployments, one of Group system:serviceaccounts:ops");
  }

  @Test
  void only_what_runs_can_be_reached_into() throws IOException {
    String exec = mallory("", "pods/exec", "create");
    Action delete = action("delete", "configmaps", "", "data");
    assertThat(detours(exec, delete))
        .contains("User mallory: create pods/exec, ServiceAccount ops/janitor");
    String ended =
        "---\n{apiVersion: v1, kind: Pod, metadata: {name: one, namespace: ops},"
            + " spec: {serviceAccountName: janitor}, status: {phase: Succeeded}}\n";
    assertThat(detours(exec + ended, delete)).noneMatch(d -> d.contains("pods/exec"));
  }

  @Test
  void to_bind_is_of_use_only_with_the_right_to_write_bindings() throws IOException {
    Action delete = action("delete", "configmaps", "", "data");
    String rbac = "rbac.authorization.k8s.io";
    assertThat(detours(mallory(rbac, "roles", "bind"), delete))
        .noneMatch(d -> d.contains("mallory"));
    assertThat(detours(mallory(rbac, "*", "bind, create"), delete))
        .contains("User mallory: bind roles cleaning, ");
    assertThat(detours(mallory("", "groups", "impersonate"), delete))
        .containsOnlyOnce("User mallory: impersonate groups, Group system:masters");
  }

  @Test
  void only_the_known_defaults_are_left_out() throws IOException {
    SnapshotBuilder snapshot = new SnapshotBuilder();
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    String bound =
        """
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: a, namespace: b}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: cluster-admin, labels: {kubernetes.io/bootstrapping: rbac-defaults}}
        roleRef: {kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: Group, name: "system:serviceaccounts"}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: "system:discovery"}
        roleRef: {kind: ClusterRole, name: "system:discovery"}
        subjects: [{kind: Group, name: "system:authenticated"}]
        """;
    for (String document : bound.split("---\n", -1)) {
      snapshot.take(yaml.readTree(document), "", "");
    }
    snapshot.gap(new AccessGap("", AccessKind.CLUSTER_ROLE.toString(), "forbidden", true));
    Inventory inventory = Inventory.of(snapshot.build("test"));
    assertThat(InventoryRow.of(inventory))
        .extracting(InventoryRow::binding)
        .containsExactly("cluster-admin");
    assertThat(inventory.dangling()).as("its role was not read").isEmpty();
  }

  @Test
  void members_of_the_masters_may_do_all() throws IOException {
    Grants grants = new Grants(snapshot());
    Action any = action("delete", "nodes", "x", "");
    assertThat(grants.allows("root", Set.of(Subject.MASTERS), any)).isTrue();
    assertThat(grants.allows("root", Set.of(), any)).isFalse();
  }
}
