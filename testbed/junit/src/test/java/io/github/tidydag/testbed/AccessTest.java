package io.github.tidydag.testbed;

import static io.github.tidydag.testbed.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.tidydag.app.LintAccess;
import io.github.tidydag.app.ListAccess;
import io.github.tidydag.app.ReadAccess;
import io.github.tidydag.app.RuleSources;
import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.AccessKind;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Grants;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.RbacSnapshot;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.rbac.WhoCan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What we say of permissions is what the API server itself decides, over generated ones. */
@ExtendWith(TestCluster.class)
class AccessTest {
  private static final int REQUESTS = 2400;
  private static final String RBAC = "apiVersion: rbac.authorization.k8s.io/v1, ";
  private static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "delete", "deletecollection", "patch", "*");
  private static final List<String> GROUPS = List.of("", "apps", "batch", "*");
  private static final List<String> RESOURCES =
      List.of(
          "configmaps",
          "pods",
          "pods/log",
          "pods/exec",
          "*/log",
          "deployments",
          "jobs",
          "*",
          "pods/*");
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Cluster cluster;
  private final KubernetesClient client;
  private final Random random = new Random(20261128);
  private List<String> namespaces = List.of();

  @TempDir private Path folder;

  AccessTest(Cluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @BeforeEach
  void objects() {
    namespaces = List.of(cluster.namespace(), cluster.namespace(), cluster.namespace());
    for (String namespace : namespaces) {
      Garbage objects = new Garbage(cluster, namespace);
      NAMES.forEach(
          name ->
              objects.create(
                  "{apiVersion: v1, kind: ServiceAccount, metadata: {name: " + name + "}}"));
      for (int i = 0; i < 8; i++) {
        objects.create(
            "{" + RBAC + "kind: Role, metadata: {name: r" + i + "}, rules: " + rules() + "}");
      }
      for (int i = 0; i < 20; i++) {
        objects.create(binding("RoleBinding", "b" + i, ""));
      }
      pods(objects);
    }
    Garbage objects = new Garbage(cluster, "");
    String own = namespaces.get(0);
    for (int i = 0; i < 10; i++) {
      objects.create(
          "{%skind: ClusterRole, metadata: {name: %s-c%d, labels: {part: %s}}, rules: %s}"
              .formatted(RBAC, own, i, own + i % 2, rules()));
    }
    objects.create(
        "{%skind: ClusterRole, metadata: {name: %s-all}, rules: [], aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: %s}}]}}"
            .formatted(RBAC, own, own + 1));
    for (int i = 0; i < 5; i++) {
      objects.create(binding("ClusterRoleBinding", own + "-" + i, own));
    }
    until(() -> hasRules(own + "-all")); // a controller brings them together
  }

  /** The API server leaves out rules that are none. */
  private boolean hasRules(String clusterRole) {
    List<PolicyRule> rules = client.rbac().clusterRoles().withName(clusterRole).get().getRules();
    return rules != null && !rules.isEmpty();
  }

  private void pods(Garbage objects) {
    for (String name : NAMES) {
      objects.create(
          """
          {apiVersion: v1, kind: Pod, metadata: {name: pod-%1$s}, spec: {schedulerName: nobody,
           serviceAccountName: %1$s, containers: [{name: main, image: main}]}}
          """
              .formatted(name));
    }
    objects.create(
        """
        {apiVersion: batch/v1, kind: CronJob, metadata: {name: nightly}, spec: {schedule: "0 3 * * *",
         jobTemplate: {spec: {template: {spec: {serviceAccountName: a, restartPolicy: Never,
         containers: [{name: main, image: main}]}}}}}}
        """);
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private List<String> some(List<String> values) {
    List<String> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, 1 + random.nextInt(2));
  }

  private static String texts(List<String> values) {
    return values.stream().map(v -> '"' + v + '"').collect(Collectors.joining(", ", "[", "]"));
  }

  private String rules() {
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(
            i ->
                "{apiGroups: %s, resources: %s, verbs: %s%s}"
                    .formatted(
                        texts(some(GROUPS)),
                        texts(some(RESOURCES)),
                        texts(some(VERBS)),
                        random.nextInt(4) == 0 ? ", resourceNames: " + texts(some(NAMES)) : ""))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Some grant what is not there. */
  private String binding(String kind, String name, String own) {
    boolean toClusterRole = !own.isEmpty() || random.nextBoolean();
    String role =
        toClusterRole
            ? namespaces.get(0) + one(List.of("-c0", "-c1", "-c2", "-c3", "-all", "-none"))
            : "r" + random.nextInt(9);
    String subjects =
        IntStream.range(0, 1 + random.nextInt(2))
            .mapToObj(i -> subject())
            .collect(Collectors.joining(", ", "[", "]"));
    return "{%skind: %s, metadata: {name: %s}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: %s}, subjects: %s}"
        .formatted(RBAC, kind, name, toClusterRole ? "ClusterRole" : "Role", role, subjects);
  }

  private String subject() {
    String group = ", apiGroup: rbac.authorization.k8s.io}";
    return switch (random.nextInt(6)) {
      case 0 -> "{kind: Group, name: " + one(groups()) + group;
      case 1 -> "{kind: User, name: " + one(users()) + group;
      default ->
          "{kind: ServiceAccount, name: %s, namespace: %s}".formatted(one(NAMES), one(namespaces));
    };
  }

  private List<String> groups() {
    return List.of("team", "system:serviceaccounts:" + namespaces.get(1));
  }

  private List<String> users() {
    return List.of("eve", "system:serviceaccount:" + namespaces.get(2) + ":b");
  }

  /** Who asks for what. */
  private record Request(String user, Set<String> groups, Action action) {}

  private Request request() {
    boolean isAccount = random.nextInt(4) > 0;
    Subject account = Subject.account(one(namespaces), one(NAMES));
    Set<String> groups = new HashSet<>(account.impliedGroups());
    if (!isAccount) {
      groups = random.nextInt(20) == 0 ? Set.of(Subject.MASTERS) : Set.of("team");
    }
    String user = isAccount ? account.userName() : one(List.of("eve", "mallory"));
    return new Request(
        user,
        groups,
        new Action(
            one(VERBS),
            one(List.of("", "", "apps", "batch")),
            one(List.of("configmaps", "pods", "pods/log", "pods/exec", "deployments", "jobs")),
            one(List.of("", "a", "d")),
            random.nextInt(5) == 0 ? "" : one(namespaces)));
  }

  private boolean isAllowed(Request request) {
    Action action = request.action();
    String resource = action.resource();
    int slash = resource.indexOf('/');
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(request.user())
            .withGroups(List.copyOf(request.groups()))
            .withNewResourceAttributes()
            .withVerb(action.verb())
            .withGroup(action.group())
            .withResource(slash < 0 ? resource : resource.substring(0, slash))
            .withSubresource(action.subresource())
            .withName(action.name())
            .withNamespace(action.namespace())
            .endResourceAttributes()
            .endSpec()
            .build();
    return client
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }

  private RbacSnapshot read(Optional<Path> dump) {
    return ReadAccess.read(
        new ReadAccess.Request(
            dump, List.of(), Optional.of(cluster.kubeconfig()), Optional.empty()),
        line -> {});
  }

  @Test
  void says_what_the_api_server_says() throws Exception {
    Grants grants = new Grants(read(Optional.empty()));
    List<Request> requests = Stream.generate(this::request).distinct().limit(REQUESTS).toList();
    List<Request> different = Collections.synchronizedList(new ArrayList<>());
    Set<Boolean> said = Collections.synchronizedSet(new HashSet<>());
    Garbage.inParallel(
        requests.size(),
        i -> {
          Request request = requests.get(i);
          boolean expected = isAllowed(request);
          said.add(expected);
          if (grants.allows(request.user(), request.groups(), request.action()) != expected) {
            different.add(request);
          }
        });
    assertThat(said).containsExactlyInAnyOrder(true, false);
    assertThat(different).isEmpty();
  }

  @Test
  void who_can_names_exactly_those_accounts_that_may() {
    RbacSnapshot snapshot = read(Optional.empty());
    for (String namespace : namespaces) {
      WhoCan answer =
          ListAccess.whoCan(snapshot, new ListAccess.Power("delete", "configmaps"), "", namespace);
      for (String of : namespaces) {
        for (String name : NAMES) {
          Subject account = Subject.account(of, name);
          boolean isNamed =
              answer.direct().stream()
                  .anyMatch(g -> g.subject().includes(account.userName(), account.impliedGroups()));
          assertThat(isNamed)
              .as("%s in %s", account, namespace)
              .isEqualTo(
                  isAllowed(
                      new Request(account.userName(), account.impliedGroups(), answer.action())));
        }
      }
    }
  }

  @Test
  void an_independent_oracle_makes_the_same_table_and_a_dump_gives_it_too() throws Exception {
    Path dump = dump();
    Inventory live = ListAccess.inventory(read(Optional.empty()), List.of(), Optional.empty());
    Inventory dumped = ListAccess.inventory(read(Optional.of(dump)), List.of(), Optional.empty());
    String csv = ListAccess.report(live, ListAccess.Format.CSV, "test");
    assertThat(ListAccess.report(dumped, ListAccess.Format.CSV, "test")).isEqualTo(csv);
    assertThat(rows(csv)).isEqualTo(rows(oracle(dump)));
    assertThat(live.dangling()).isNotEmpty();
    assertThat(live.accounts())
        .filteredOn(e -> e.account().equals(Subject.account(namespaces.get(0), "a")))
        .singleElement()
        .satisfies(e -> assertThat(e.workloads()).extracting("kind").contains("CronJob", "Pod"));
  }

  private Path dump() throws IOException {
    Path dump = Files.createDirectory(folder.resolve("dump"));
    for (AccessKind kind : AccessKind.values()) {
      String version = kind.group().equals("sparkoperator.k8s.io") ? "v1beta2" : "v1";
      String base = kind.group().isEmpty() ? "/api/v1" : "/apis/" + kind.group() + "/" + version;
      String list = client.raw(base + "/" + kind.plural());
      if (list == null) {
        assertThat(kind.group()).as("this cluster has no such kind").contains("spark");
      } else {
        Files.writeString(dump.resolve(kind + ".json"), list);
      }
    }
    return dump;
  }

  private static Set<String> rows(String csv) {
    return new TreeSet<>(csv.lines().toList());
  }

  private static String oracle(Path dump) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("python3", "src/test/python/inventory_oracle.py", dump.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }

  private static LintAccess.Result lint(ReadAccess.Request request) {
    return LintAccess.lint(
        new LintAccess.Request(
            request, Optional.empty(), RuleSources.NONE, LocalDate.of(2026, 11, 28)),
        line -> {},
        "test");
  }

  private static Map<String, String> texts(LintAccess.Result result) {
    Map<String, String> texts = new TreeMap<>();
    result.checked().texts().forEach((file, text) -> texts.put(file, text.text()));
    return texts;
  }

  @Test
  void lint_finds_the_same_live_and_in_a_dump_and_only_reads() throws Exception {
    String namespace = namespaces.get(0);
    Path account =
        Account.of(
            cluster,
            namespace,
            "linter",
            List.of(new Account.Rule("", "configmaps", "get")),
            folder);
    Garbage objects = new Garbage(cluster, "");
    String name = namespace + "-linter";
    objects.create(
        """
        {%skind: ClusterRole, metadata: {name: %s}, rules: [{verbs: [get, list], resources: ["*"],
         apiGroups: ["", apps, batch, rbac.authorization.k8s.io, sparkoperator.k8s.io, spark.apache.org]}]}
        """
            .formatted(RBAC, name));
    objects.create(
        """
        {%1$skind: ClusterRoleBinding, metadata: {name: %2$s},
         roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %2$s},
         subjects: [{kind: ServiceAccount, name: linter, namespace: %3$s}]}
        """
            .formatted(RBAC, name, namespace));
    Path dump = dump();
    LintAccess.Result live =
        lint(
            new ReadAccess.Request(
                Optional.empty(), List.of(), Optional.of(account), Optional.empty()));
    LintAccess.Result dumped =
        lint(
            new ReadAccess.Request(
                Optional.of(dump), List.of(), Optional.empty(), Optional.empty()));
    assertThat(live.gaps()).isEmpty();
    assertThat(live.checked().findings()).isEqualTo(dumped.checked().findings());
    assertThat(texts(live)).isEqualTo(texts(dumped));
    assertThat(live.checked().findings())
        .extracting(finding -> finding.rule().id())
        .contains("RBA010", "RBA011", "RBA015", "RBA016", "RBA018");
    assertThat(live.checked().files()).noneMatch(file -> file.contains("/system:"));
    assertThat(asked(Subject.account(namespace, "linter"))).isSubsetOf("get", "list").isNotEmpty();
  }

  /** The verbs that the API server has seen from an account. */
  private Set<String> asked(Subject account) throws IOException {
    Set<String> verbs = new TreeSet<>();
    try (Stream<String> lines = Files.lines(cluster.auditLog())) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode event = new ObjectMapper().readTree(line);
        if (event.at("/user/username").asText().equals(account.userName())) {
          verbs.add(event.path("verb").asText());
        }
      }
    }
    return verbs;
  }

  @Test
  void what_is_forbidden_is_said() throws Exception {
    String namespace = namespaces.get(0);
    Path account =
        Account.of(
            cluster,
            namespace,
            "reader",
            List.of(
                new Account.Rule("", "serviceaccounts,pods", "get,list"),
                new Account.Rule("rbac.authorization.k8s.io", "roles,rolebindings", "get,list")),
            folder);
    RbacSnapshot snapshot =
        ReadAccess.read(
            new ReadAccess.Request(
                Optional.empty(), List.of(namespace), Optional.of(account), Optional.empty()),
            line -> {});
    assertThat(snapshot.accounts()).contains(Subject.account(namespace, "a"));
    assertThat(snapshot.roles()).isNotEmpty();
    assertThat(snapshot.gaps().stream().filter(AccessGap::decides).map(AccessGap::toString))
        .contains(
            "clusterrolebindings.rbac.authorization.k8s.io: forbidden: the account needs get and"
                + " list");
    assertThat(snapshot.gaps())
        .noneMatch(gap -> gap.namespace().equals(namespace) && gap.resource().equals("pods"))
        .anyMatch(gap -> gap.namespace().equals(namespace) && gap.resource().equals("jobs.batch"));
  }
}
