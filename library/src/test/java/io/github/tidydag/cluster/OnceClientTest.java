package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that is sent once is one request, whatever the answer wants. */
@SuppressWarnings("NullAway.Init") // each test has its own
final class OnceClientTest {
  private static final String PATH = "/api/v1/namespaces/a/configmaps/b";

  @TempDir private Path folder;
  private HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private int code = 200;
  private String header = "";
  private String value = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange.getRequestBody().readAllBytes();
    if (asked.size() == 1 && !header.isEmpty()) {
      exchange.getResponseHeaders().add(header, value);
    }
    exchange.sendResponseHeaders(asked.size() == 1 ? code : 200, -1);
    exchange.close();
  }

  private ClusterConnection open(String token) throws IOException {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: one
            contexts: [{name: one, context: {cluster: one, user: me}}]
            clusters: [{name: one, cluster: {server: "http://127.0.0.1:%d"}}]
            users: [{name: me, user: {token: "%s"}}]
            """
                .formatted(server.getAddress().getPort(), token));
    return ClusterConnection.open(Optional.of(kubeconfig), Optional.empty(), Power.DELETE);
  }

  @ParameterizedTest
  @CsvSource({
    "301, Location, /login",
    "302, Location, /login",
    "307, Location, /elsewhere",
    "308, Location, /elsewhere",
    "408, Connection, close",
    "429, Retry-After, 0",
    "503, Retry-After, 0",
  })
  void the_answer_is_the_first_one(int code, String header, String value) throws IOException {
    this.code = code;
    this.header = header;
    this.value = value;
    try (ClusterConnection connection = open("t")) {
      assertThat(connection.sendOnce("DELETE", PATH, "{}").code()).isEqualTo(code);
    }
    assertThat(asked).containsExactly("DELETE " + PATH);
  }

  @Test
  void a_token_that_cannot_be_sent_is_told_of_and_not_shown() throws IOException {
    try (ClusterConnection connection = open("s\u00e9cret")) {
      assertThatThrownBy(() -> connection.get(PATH, "application/json"))
          .isInstanceOf(ClusterException.class)
          .hasMessageContaining("the token has a character that no header can have")
          .hasMessageNotContaining("cret");
    }
    assertThat(asked).isEmpty();
  }
}
