package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tidydag.preflight.Fact;
import io.github.tidydag.preflight.FactKind;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire; whether the answers are right is tried on a real cluster. */
final class PreflightReaderTest {
  private static final Action ACTION = new Action("create", "", "pods/exec", "", "data");
  private static final Subject ACCOUNT = Subject.account("airflow", "worker");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> answers = new HashMap<>();
  private HttpServer server;
  private ClusterConnection connection;

  @SuppressWarnings("NullAway") // made before each test
  PreflightReaderTest() {}

  @BeforeEach
  void serve(@TempDir Path folder) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
            users: [{name: u, user: {}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            """
                .formatted(server.getAddress().getPort()));
    connection = ClusterConnection.open(Optional.of(kubeconfig), Optional.empty(), Power.ASK);
  }

  /** The answer to a method and a path: a code and a body; 403 to all others. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(request + " " + exchange.getRequestHeaders().getFirst("Accept") + " " + body);
      String answer = answers.getOrDefault(request, "403 {}");
      byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @AfterEach
  void close() {
    connection.close();
    server.stop(0);
  }

  @Test
  void of_a_secret_it_asks_for_the_table_alone_and_once() {
    answers.put(
        "GET /api/v1/namespaces/data/secrets/regcred?includeObject=None",
        "200 {\"columnDefinitions\": [{\"name\": \"Name\"}, {\"name\": \"Type\"}],"
            + " \"rows\": [{\"cells\": [\"regcred\", \"Opaque\"]}]}");
    PreflightReader reader = new PreflightReader(connection);
    for (int i = 0; i < 2; i++) {
      Fact<Optional<JsonNode>> fact = reader.object(FactKind.SECRET, "data", "regcred");
      assertThat(fact.map(secret -> secret.orElseThrow().toString()))
          .isEqualTo(new Fact.Known<>("{\"type\":\"Opaque\"}"));
    }
    assertThat(asked)
        .containsExactly(
            "GET /api/v1/namespaces/data/secrets/regcred?includeObject=None"
                + " application/json;as=Table;g=meta.k8s.io;v=v1 ");
  }

  @Test
  void the_api_server_is_asked_for_the_account() {
    String path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    answers.put("POST " + path, "201 {\"status\": {\"allowed\": true}}");
    assertThat(new PreflightReader(connection).may(Optional.of(ACCOUNT), ACTION))
        .isEqualTo(new Fact.Known<>(true));
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("\"user\":\"system:serviceaccount:airflow:worker\"")
        .contains(
            "\"groups\":[\"system:authenticated\",\"system:serviceaccounts\","
                + "\"system:serviceaccounts:airflow\"]")
        .contains("\"resource\":\"pods\",\"subresource\":\"exec\"");
  }

  @Test
  void who_may_ask_in_one_namespace_alone_asks_there() {
    String path = "/apis/authorization.k8s.io/v1/namespaces/data/localsubjectaccessreviews";
    answers.put("POST " + path, "201 {\"status\": {\"allowed\": false}}");
    assertThat(new PreflightReader(connection).may(Optional.of(ACCOUNT), ACTION))
        .isEqualTo(new Fact.Known<>(false));
  }

  @Test
  void who_may_not_ask_and_not_read_roles_does_not_know() {
    assertThat(new PreflightReader(connection).may(Optional.of(ACCOUNT), ACTION))
        .isInstanceOf(Fact.Unknown.class);
    assertThat(new PreflightReader(connection).may(Optional.empty(), ACTION))
        .isInstanceOf(Fact.Unknown.class);
  }

  @Test
  void a_kind_that_the_cluster_does_not_have_has_no_objects() {
    answers.put("GET /apis/node.k8s.io", "404 {}");
    PreflightReader reader = new PreflightReader(connection);
    assertThat(reader.object(FactKind.RUNTIME_CLASS, "", "gvisor"))
        .isEqualTo(new Fact.Known<>(Optional.empty()));
    assertThat(reader.list(FactKind.RUNTIME_CLASS, "")).isEqualTo(new Fact.Known<>(List.of()));
  }
}
