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
        .containsExactly("Group system:serviceaccounts:ops create jobs ServiceAccount ops/janitor");
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
            data,default,,,,,two
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

  @Test
  void members_of_the_masters_may_do_all() throws IOException {
    Grants grants = new Grants(snapshot());
    Action any = action("delete", "nodes", "x", "");
    assertThat(grants.allows("root", Set.of(Subject.MASTERS), any)).isTrue();
    assertThat(grants.allows("root", Set.of(), any)).isFalse();
  }
}
