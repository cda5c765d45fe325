package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against a server that counts who writes. */
final class PowerTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "READ, POST, /api/v1/namespaces/a/configmaps",
    "READ, PUT, /api/v1/namespaces/a/configmaps/b",
    "READ, PATCH, /api/v1/namespaces/a/configmaps/b",
    "READ, DELETE, /api/v1/namespaces/a/configmaps/b",
    "READ, POST, /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    "READ, GET, /api/v1/namespaces/a/pods/b/exec",
    "READ, GET, /api/v1/namespaces/a/pods/b/proxy",
    "ASK, POST, /api/v1/namespaces/a/pods",
    "ASK, POST, /api/v1/namespaces/a/serviceaccounts/b/token",
    "ASK, POST, /apis/authorization.k8s.io/v1/subjectaccessreviews/b",
    "ASK, DELETE, /api/v1/namespaces/a/configmaps/b",
    "ASK, PATCH, /api/v1/namespaces/a/configmaps/b",
    "DELETE, POST, /apis/authorization.k8s.io/v1/subjectaccessreviews",
    "DELETE, DELETE, /api/v1/namespaces/a/configmaps",
    "DELETE, DELETE, /api/v1/namespaces/kube-system/configmaps/b",
    "DELETE, DELETE, /api/v1/namespaces/a",
    "DELETE, DELETE, /api/v1/namespaces/a/pods/b/status",
    "DELETE, POST, /api/v1/namespaces/a/configmaps",
    "DELETE, PATCH, /api/v1/namespaces/a/configmaps/b",
    "CREATE, DELETE, /api/v1/namespaces/a/configmaps/b",
    "CREATE, POST, /api/v1/namespaces/kube-system/configmaps",
    "CREATE, POST, /api/v1/namespaces",
    "CREATE, POST, /api/v1/namespaces/a/pods/b/eviction",
    "CREATE, PUT, /api/v1/namespaces/a/configmaps/b",
  })
  void a_client_does_nothing_beyond_its_power_whoever_asks_it_to(
      Power power, String method, String path) throws IOException {
    try (FakeCluster cluster = new FakeCluster(List.of());
        ClusterConnection connection = open(cluster, power)) {
      assertThatThrownBy(() -> connection.send(method, path, "{}"))
          .hasStackTraceContaining("nothing was sent");
      assertThat(cluster.asked).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "READ, GET, /api/v1/namespaces/kube-system/configmaps/b",
    "ASK, POST, /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    "ASK, POST, /apis/authorization.k8s.io/v1/subjectaccessreviews",
    "ASK, POST, /apis/authorization.k8s.io/v1/namespaces/a/localsubjectaccessreviews",
    "DELETE, DELETE, /api/v1/namespaces/a/configmaps/b",
    "DELETE, DELETE, /apis/sparkoperator.k8s.io/v1beta2/namespaces/a/sparkapplications/b",
    "DELETE, POST, /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    "CREATE, POST, /api/v1/namespaces/a/configmaps",
  })
  void a_client_does_what_is_in_its_power(Power power, String method, String path)
      throws IOException {
    try (FakeCluster cluster = new FakeCluster(List.of());
        ClusterConnection connection = open(cluster, power)) {
      ClusterConnection.Answer answer =
          method.equals("GET")
              ? connection.get(path, "application/json")
              : connection.send(method, path, "{\"metadata\": {\"name\": \"b\"}}");
      assertThat(answer.code()).isIn(201, 404, 409);
      assertThat(cluster.asked).containsExactly(path);
    }
  }

  private ClusterConnection open(FakeCluster cluster, Power power) throws IOException {
    return ClusterConnection.open(Optional.of(cluster.kubeconfig(folder)), Optional.empty(), power);
  }
}
