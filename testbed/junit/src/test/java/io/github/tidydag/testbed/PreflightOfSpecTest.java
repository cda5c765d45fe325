package io.github.tidydag.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tidydag.app.CheckCluster;
import io.github.tidydag.app.GenerateDags;
import io.github.tidydag.app.RuleSources;
import io.github.tidydag.preflight.Check;
import io.github.tidydag.preflight.CheckKind;
import io.github.tidydag.preflight.Checklist;
import io.github.tidydag.preflight.Status;
import io.github.tidydag.report.PreflightReports;
import io.github.tidydag.report.Reports;
import io.github.tidydag.spec.Tables;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A spec against a namespace where nothing is, and where all is that it needs. */
@ExtendWith(TestCluster.class)
class PreflightOfSpecTest {
  private static final String PASSWORD = "kept-from-everybody";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SPEC =
      """
      spec_version: 1
      dag_id: checked
      schedule: null
      start_date: 2026-01-01
      dagrun_timeout: 1h
      cleanup: {strategy: anchor, keep_failed_for: 2h}
      rbac: {airflow_service_account: NAMESPACE/airflow, spark_service_account: spark}
      tasks:
        extract:
          pod:
            namespace: NAMESPACE
            image: busybox:1
            service_account_name: jobs
            image_pull_secrets: [regcred]
            priority_class_name: NAMESPACE
            node_selector: {kubernetes.io/os: linux}
            container_resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}
            env_vars:
              - {name: URL, valueFrom: {secretKeyRef: {name: db, key: url}}}
              - {name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}
            volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
            volume_mounts: [{name: data, mountPath: /data}]
            do_xcom_push: true
        compute:
          depends_on: [extract]
          spark:
            namespace: NAMESPACE
            application:
              spec:
                type: Scala
                mode: cluster
                image: registry.example.com/spark:4.1.4-1
                sparkVersion: 4.1.4
                mainClass: Main
                mainApplicationFile: local:///opt/spark/job.jar
                driver: {cores: 1, memory: 1g, serviceAccount: spark, coreRequest: 100m}
                executor: {instances: 1, cores: 1, memory: 1g, coreRequest: 100m}
      """;

  private final Cluster cluster;
  private String namespace = "";

  @TempDir private Path folder;

  PreflightOfSpecTest(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void spec() throws Exception {
    namespace = cluster.namespace();
    Files.writeString(folder.resolve("checked.dag.yaml"), SPEC.replace("NAMESPACE", namespace));
  }

  private void objects() throws Exception {
    Garbage objects = new Garbage(cluster, namespace);
    for (String account : List.of("airflow", "jobs", "spark")) {
      objects.create("{apiVersion: v1, kind: ServiceAccount, metadata: {name: " + account + "}}");
    }
    objects.create(
        """
        {apiVersion: v1, kind: Secret, metadata: {name: regcred}, type: kubernetes.io/dockerconfigjson,
         stringData: {.dockerconfigjson: '{"auths": {"r": {"password": "%s"}}}'}}
        """
            .formatted(PASSWORD));
    objects.create(
        "{apiVersion: v1, kind: Secret, metadata: {name: db, annotations: {said: "
            + PASSWORD
            + "}}, stringData: {url: "
            + PASSWORD
            + "}}");
    objects.create(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {mode: fast}}");
    objects.create(
        """
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {
         storageClassName: %s, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
        """
            .formatted(namespace));
    Garbage wide = new Garbage(cluster, "");
    wide.create(
        """
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: %s},
         provisioner: example.com/none, volumeBindingMode: WaitForFirstConsumer}
        """
            .formatted(namespace));
    wide.create(
        "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: %s}, value: 1}"
            .formatted(namespace));
    GenerateDags.Result generated =
        new GenerateDags(Tables.load())
            .generate(
                new GenerateDags.Request(
                    List.of(folder.toString()),
                    folder.resolve("dags"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    InputStream.nullInputStream()));
    generated.output().write("test", false);
    String rbac = Files.readString(folder.resolve("dags/checked/rbac.yaml"));
    for (String one : rbac.split("\n---\n", -1)) {
      if (one.contains("kind:")) {
        objects.create(one);
      }
    }
  }

  private List<Checklist> check(Path kubeconfig) {
    CheckCluster.Result result =
        new CheckCluster(Tables.load())
            .check(
                new CheckCluster.Request(
                    List.of(folder.resolve("checked.dag.yaml").toString()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(kubeconfig),
                    Optional.empty(),
                    RuleSources.NONE,
                    LocalDate.EPOCH,
                    InputStream.nullInputStream()),
                line -> {});
    assertThat(result.problems()).isEmpty();
    return result.checklists();
  }

  private static Map<CheckKind, Set<Status>> statuses(List<Checklist> checklists) {
    Map<CheckKind, Set<Status>> found = new EnumMap<>(CheckKind.class);
    for (Checklist checklist : checklists) {
      for (Check check : checklist.checks()) {
        found.computeIfAbsent(check.kind(), k -> new HashSet<>()).add(check.status());
      }
    }
    return found;
  }

  @Test
  void names_all_that_is_missing() {
    Map<CheckKind, Set<Status>> statuses = statuses(check(cluster.kubeconfig()));
    for (CheckKind kind :
        List.of(
            CheckKind.SERVICE_ACCOUNT,
            CheckKind.AIRFLOW_RIGHTS,
            CheckKind.DRIVER_RIGHTS,
            CheckKind.PULL_SECRET,
            CheckKind.PRIORITY_CLASS,
            CheckKind.CLAIM,
            CheckKind.SECRET,
            CheckKind.CONFIG_MAP)) {
      assertThat(statuses.get(kind)).as("%s", kind).contains(Status.FAILED);
    }
  }

  @Test
  void finds_nothing_missing_where_all_is_there_and_shows_no_secret() throws Exception {
    objects();
    List<Checklist> checklists = check(cluster.kubeconfig());
    assertThat(checklists)
        .flatExtracting(Checklist::checks)
        .filteredOn(check -> check.status() != Status.OK)
        .extracting(Check::kind)
        .containsOnly(CheckKind.IMAGE_PULL);
    assertThat(statuses(checklists).keySet())
        .contains(
            CheckKind.CLUSTER,
            CheckKind.VERSION,
            CheckKind.SPARK_OPERATOR,
            CheckKind.SPARK_FIELDS,
            CheckKind.NAMESPACE,
            CheckKind.AIRFLOW_RIGHTS,
            CheckKind.DRIVER_RIGHTS,
            CheckKind.PULL_SECRET,
            CheckKind.NODES,
            CheckKind.CLAIM,
            CheckKind.XCOM,
            CheckKind.ADMISSION);
    for (String format : Reports.names()) {
      assertThat(PreflightReports.of(format, checklists, "test").orElseThrow())
          .as(format)
          .doesNotContain(PASSWORD)
          .isNotEmpty();
    }
  }

  /** Who may ask for nothing but a few objects. */
  @Test
  void says_what_it_may_not_see_and_only_reads() throws Exception {
    objects();
    Path asking =
        Account.of(
            cluster,
            namespace,
            "asking",
            List.of(
                new Account.Rule("", "serviceaccounts,configmaps", "get,list"),
                new Account.Rule("rbac.authorization.k8s.io", "roles,rolebindings", "get,list")),
            folder);
    Map<CheckKind, Set<Status>> statuses = statuses(check(asking));
    assertThat(statuses.get(CheckKind.SERVICE_ACCOUNT)).containsOnly(Status.OK);
    // by the roles that it may read, since it may not ask the API server about others
    assertThat(statuses.get(CheckKind.AIRFLOW_RIGHTS)).containsOnly(Status.OK);
    assertThat(statuses.get(CheckKind.DRIVER_RIGHTS)).containsOnly(Status.OK);
    for (CheckKind kind :
        List.of(
            CheckKind.NAMESPACE,
            CheckKind.PULL_SECRET,
            CheckKind.SECRET,
            CheckKind.CLAIM,
            CheckKind.QUOTA,
            CheckKind.LIMIT_RANGE,
            CheckKind.NODES,
            CheckKind.PRIORITY_CLASS,
            CheckKind.ADMISSION)) {
      assertThat(statuses.get(kind)).as("%s", kind).containsOnly(Status.UNKNOWN);
    }
    assertThat(requestsOf("system:serviceaccount:" + namespace + ":asking"))
        .isSubsetOf(
            "get",
            "list",
            "create selfsubjectaccessreviews",
            "create subjectaccessreviews",
            "create localsubjectaccessreviews")
        .contains("get", "list", "create subjectaccessreviews");
  }

  /** What the API server's own log has of somebody. */
  private Set<String> requestsOf(String user) throws Exception {
    Set<String> found = new TreeSet<>();
    for (String line : Files.readAllLines(cluster.kubeconfig().resolveSibling("audit.log"))) {
      JsonNode event = JSON.readTree(line);
      if (event.at("/user/username").asText().equals(user)) {
        String verb = event.path("verb").asText();
        found.add(
            verb.equals("create") ? verb + " " + event.at("/objectRef/resource").asText() : verb);
      }
    }
    return found;
  }
}
