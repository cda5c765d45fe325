package io.github.tidydag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tidydag.app.ReadAccess;
import io.github.tidydag.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessCommandsTest {
  private static final Path DUMP = Path.of("../library/src/test/resources/access/dump.yaml");

  @TempDir private Path folder;
  private String dump = "";

  @BeforeEach
  void copy() throws IOException {
    Path copied = Files.createDirectory(folder.resolve("dump"));
    Files.copy(DUMP, copied.resolve("all.yaml"));
    dump = copied.toString();
  }

  private Ran inventory(String format) {
    return Cli.run("access", "inventory", "--from", dump, "--format", format);
  }

  @Test
  void an_inventory_has_many_forms() {
    assertThat(inventory("csv").out())
        .startsWith(
            "namespace,serviceaccount,bound_kind,bound_name,rbac_resource,rbac_verbs,used_by_pods\r\n")
        .contains("ops,janitor,RoleBinding,cleaning,configmaps,list&delete,one\r\n");
    assertThat(inventory("csv").exit()).isEqualTo(Exit.CLEAN);
    assertThat(inventory("text").out())
        .contains("3 ServiceAccounts in 2 namespaces")
        .contains("     0 without a binding\n")
        .contains("grants nothing, for its role is not there: RoleBinding data/nothing\n")
        .contains("named, and not there: ServiceAccount data/gone\n");
    assertThat(inventory("json").out()).contains("\"serviceAccount\" : \"janitor\"");
    assertThat(inventory("markdown").out()).contains("| ops | janitor | RoleBinding | cleaning |");
    assertThat(inventory("html").out()).startsWith("<!DOCTYPE html>").contains("ops/janitor");
  }

  @Test
  void accounts_can_be_chosen_by_namespace_and_by_what_they_may() throws IOException {
    Ran of = Cli.run("access", "inventory", "--from", dump, "--format", "csv", "-n", "data");
    assertThat(of.out()).contains("data,default,").doesNotContain("janitor");
    Path file = folder.resolve("out/deleters.csv");
    Ran can =
        Cli.run(
            "access",
            "inventory",
            "--from",
            dump,
            "--format",
            "csv",
            "--can",
            "delete",
            "configmaps",
            "-o",
            file.toString());
    assertThat(can.exit()).isEqualTo(Exit.CLEAN);
    assertThat(Files.readString(file)).contains("ops,janitor,").doesNotContain("ops,ci,");
  }

  @Test
  void who_can_explains_each_answer() {
    Ran ran = Cli.run("access", "who-can", "delete", "configmaps", "-n", "data", "--from", dump);
    assertThat(ran.exit()).isEqualTo(Exit.CLEAN);
    assertThat(ran.out())
        .contains("who can delete configmaps in data\n")
        .contains("  ServiceAccount ops/janitor\n      by RoleBinding data/cleaning, ");
    Ran jobs = Cli.run("access", "who-can", "create", "jobs.batch", "-n", "ops", "--from", dump);
    assertThat(jobs.out())
        .contains("Group system:serviceaccounts:ops\n")
        .contains("every ServiceAccount of it");
    Ran json =
        Cli.run(
            "access",
            "who-can",
            "get",
            "secrets",
            "one",
            "-n",
            "data",
            "--from",
            dump,
            "--format",
            "json");
    assertThat(json.out()).containsPattern("\"resourceNames\" : \\[\\s*\"one\"\\s*\\]");
  }

  @Test
  void a_difference_ends_with_1() throws IOException {
    Path before = Files.writeString(folder.resolve("before.csv"), inventory("csv").out());
    Path after =
        Files.writeString(
            folder.resolve("after.csv"), Files.readString(before).replace("list&delete", "list"));
    assertThat(Cli.run("access", "diff", before.toString(), before.toString()).exit())
        .isEqualTo(Exit.CLEAN);
    Ran ran = Cli.run("access", "diff", before.toString(), after.toString());
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(ran.out())
        .isEqualTo(
            """
            - ops/janitor RoleBinding cleaning: list&delete configmaps
            + ops/janitor RoleBinding cleaning: list configmaps
            """);
    Path json = Files.writeString(folder.resolve("before.json"), inventory("json").out());
    Path dumped = Path.of(dump, "all.yaml");
    Files.writeString(dumped, Files.readString(dumped).replace("resourceNames: [one], ", ""));
    Path wider = Files.writeString(folder.resolve("after.json"), inventory("json").out());
    Ran names = Cli.run("access", "diff", json.toString(), wider.toString());
    assertThat(names.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(names.out()).contains(": get secrets named one\n").contains(": get secrets\n");
    assertThat(names.err()).contains("1 added, 1 removed");
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
    Ran wrong = Cli.run("access", "diff", before.toString(), other.toString());
    assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
    assertThat(wrong.err()).contains("other.csv: is no inventory");
  }

  @Test
  void what_a_dump_does_not_tell_is_said_and_ends_with_4() throws IOException {
    Files.writeString(folder.resolve("dump/broken.json"), "{\"kind\": \"List\", \"items\": [{");
    Ran broken = Cli.run("access", "who-can", "delete", "configmaps", "--from", dump);
    assertThat(broken.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(broken.out()).contains("not read, so somebody may be missing here:\n");
    assertThat(broken.err()).contains("broken.json");
    Files.delete(folder.resolve("dump/broken.json"));
    Files.writeString(
        folder.resolve("dump/all.yaml"),
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a, namespace: b}}\n");
    Ran half = inventory("csv");
    assertThat(half.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(half.out()).contains("b,a,,,,,\r\n");
    assertThat(half.err())
        .contains("clusterrolebindings.rbac.authorization.k8s.io: the dump has none");
  }

  @Test
  void the_documented_commands_make_a_dump_of_all_that_is_read() throws IOException {
    assertThat(Files.readString(Path.of("../docs/access.md"))).contains(ReadAccess.commands());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'Missing command: inventory, who-can or diff'",
    "'inventory --format pdf', '--format pdf: is none'",
    "'who-can delete', 'RESOURCE'",
    "'who-can delete pods --format csv', '--format csv: is none; write text or json'",
    "'who-can delete jobs --from DUMP', 'jobs: is of another group; write jobs.batch'",
    "'who-can delete configmap --from DUMP', 'did you mean configmaps?'",
    "'who-can get /healthz --from DUMP', '/healthz: is a path'",
    "'who-can get nodes -n a --from DUMP', 'nodes are in no namespace'",
    "'inventory --from a --context b', '--from reads a dump, and no cluster'",
  })
  void what_makes_no_sense_is_refused(String words, String message) {
    Ran ran = Cli.run(("access " + words.replace("DUMP", dump)).strip().split(" ", -1));
    assertThat(ran.exit()).isEqualTo(Exit.USAGE);
    assertThat(ran.err()).contains(message);
  }

  @Test
  void a_cluster_that_does_not_answer_ends_with_4() throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), JanitorCommandsTest.NOBODY);
    Ran ran = Cli.run("access", "inventory", "--kubeconfig", kubeconfig.toString());
    assertThat(ran.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(ran.err()).contains("does not answer").doesNotContain("of-nobody");
  }
}
