package io.github.tidydag.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tidydag.cli.Cli.Ran;
import io.github.tidydag.rbac.AccessKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    Ran unsure = lint("--fail-on", "info");
    assertThat(unsure.exit()).isEqualTo(Exit.CLUSTER);
    assertThat(unsure.out()).contains("1 file, 1 object: nothing found");
    assertThat(unsure.err()).contains("not read: clusterrolebindings");
    Files.writeString(
        folder.resolve("dump/roles.yaml"),
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: a, namespace: b}
        rules: [{apiGroups: [""], resources: ["*"], verbs: [get]}]
        """);
    assertThat(lint("--fail-on", "info").exit()).isEqualTo(Exit.FINDINGS);
  }

  private Ran lint(String... more) {
    List<String> words = new ArrayList<>(List.of("access", "lint", "--from", dump));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(new String[0]));
  }

  private static List<String> findings(Ran ran) throws IOException {
    List<String> found = new ArrayList<>();
    for (JsonNode result : new ObjectMapper().readTree(ran.out()).at("/runs/0/results")) {
      JsonNode place = result.at("/locations/0/physicalLocation");
      found.add(
          result.path("ruleId").asText()
              + " "
              + place.at("/artifactLocation/uri").asText()
              + ":"
              + place.at("/region/startLine").asText());
    }
    return found;
  }

  @Test
  void what_is_wrong_with_rights_is_found_by_the_rules_of_files() throws IOException {
    assertThat(findings(lint("--format", "sarif")))
        .containsExactlyInAnyOrder(
            "RBA011 clusterroles/wide:11",
            "RBA010 clusterroles/part:13",
            "RBA015 clusterrolebindings/wide:7",
            "RBA019 namespaces/data/rolebindings/cleaning:14",
            "RBA018 namespaces/data/rolebindings/nothing:8",
            "RBA014 namespaces/ops/rolebindings/starter:11");
    Ran text = lint();
    assertThat(text.exit()).isEqualTo(Exit.CLEAN);
    assertThat(text.err()).contains("dump " + dump);
    assertThat(text.out())
        .contains("namespaces/data/rolebindings/nothing:8:9")
        .contains(
            "RBA018 \"none\": there is no Role of that name in data; delete the binding, or make"
                + " the role")
        .contains("11 files, 11 objects: ");
    assertThat(lint("--fail-on", "warning").exit()).isEqualTo(Exit.FINDINGS);
  }

  @Test
  void rights_of_one_namespace_are_those_that_concern_it() throws IOException {
    assertThat(findings(lint("--format", "sarif", "-n", "data")))
        .containsExactlyInAnyOrder(
            "RBA019 namespaces/data/rolebindings/cleaning:14",
            "RBA018 namespaces/data/rolebindings/nothing:8");
    assertThat(lint("-n", "ops").out())
        .contains("clusterrolebindings/wide", "clusterroles/wide", "namespaces/ops")
        .doesNotContain("namespaces/data", "clusterroles/part");
  }

  @Test
  void findings_about_rights_are_configured_and_suppressed_as_those_of_files() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            lint:
              rules: {RBA018: error, RBA019: off, OBJ001: {labels: [team]}}
              suppress: [{rule: RBA014, path: namespaces/ops/**, reason: known}]
            """);
    Path dumped = Path.of(dump, "all.yaml");
    Files.writeString(
        dumped,
        Files.readString(dumped)
            .replace(
                "metadata: {name: wide}\nrules",
                "metadata: {name: wide, annotations: {tidydag.io/ignore: RBA011 -- ours}}\nrules"));
    Ran ran = lint("--format", "sarif", "--config", config.toString());
    assertThat(ran.exit()).isEqualTo(Exit.FINDINGS);
    assertThat(findings(ran))
        .containsExactlyInAnyOrder(
            "RBA010 clusterroles/part:13",
            "RBA015 clusterrolebindings/wide:7",
            "RBA018 namespaces/data/rolebindings/nothing:8");
    assertThat(ran.err()).contains("2 suppressed");
    Files.writeString(config, "lint: {rules: {RBA99: off}}\n");
    Ran wrong = lint("--config", config.toString());
    assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains("RBA99: is no rule");
  }

  @Test
  void what_is_kubernetes_own_is_left_out_unless_it_is_asked_for() throws IOException {
    Path dumped = Path.of(dump, "all.yaml");
    Files.writeString(
        dumped,
        Files.readString(dumped)
            .replace("{name: wide}\nr", "{name: 'system:wide'}\nr")
            .replace(
                "{name: part, labels: {", "{name: part, labels: {kubernetes.io/bootstrapping: x, ")
            .replace("namespace: data", "namespace: kube-data"));
    assertThat(findings(lint("--format", "sarif")))
        .containsExactly("RBA014 namespaces/ops/rolebindings/starter:11");
    assertThat(findings(lint("--format", "sarif", "-n", "kube-data"))).hasSize(2);
  }

  @Test
  void the_documented_commands_make_a_dump_of_all_that_is_read() throws IOException {
    String kinds = Stream.of(AccessKind.values()).map(AccessKind::toString).collect(joining(" "));
    assertThat(Files.readString(Path.of("../docs/access.md")))
        .contains(
            "mkdir dump; for kind in "
                + kinds
                + "; do kubectl get $kind -A -o json > dump/$kind.json || rm dump/$kind.json; done");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'Missing command: inventory, who-can, lint or diff'",
    "'inventory --format pdf', '--format pdf: is none'",
    "'who-can delete', 'RESOURCE'",
    "'who-can delete pods --format csv', '--format csv: is none; write text or json'",
    "'who-can delete jobs --from DUMP', 'jobs: is of another group; write jobs.batch'",
    "'who-can delete configmap --from DUMP', 'did you mean configmaps?'",
    "'who-can get /healthz --from DUMP', '/healthz: is a path'",
    "'who-can get nodes -n a --from DUMP', 'nodes are in no namespace'",
    "'lint --format pdf --from DUMP', '--format pdf: is none'",
    "'lint --from a --context b', '--from reads a dump, and no cluster'",
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
