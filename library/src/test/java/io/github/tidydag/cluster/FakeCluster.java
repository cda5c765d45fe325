package io.github.tidydag.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tidydag.janitor.ResourceKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An API server that lists objects in small pages, forgets a page once, and counts who writes. */
final class FakeCluster implements AutoCloseable {
  private static final int PAGE = 3;
  private static final Pattern LIST =
      Pattern.compile(
          "/(?:api|apis/([^/]+))/(v[^/]+)(?:/namespaces/([^/]+))?/([a-z]+)(?:/([^/]+))?");
  private static final Pattern GROUP = Pattern.compile("/apis/([^/]+)");
  private static final Pattern VERSION = Pattern.compile("/apis/([^/]+)/(v[^/]+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  final AtomicInteger writes = new AtomicInteger();
  final Set<String> forbidden = new HashSet<>();
  final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final List<ObjectNode> objects;
  private final Set<String> forgotten = new HashSet<>();
  private final HttpServer server;

  FakeCluster(List<ObjectNode> objects) throws IOException {
    this.objects = objects;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: fake
        contexts: [{name: fake, context: {cluster: fake, user: me, namespace: data-jobs}}]
        clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: me, user: {token: secret-token}}]
        """
            .formatted(server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET")) {
      writes.incrementAndGet();
    }
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    Matcher list = LIST.matcher(path);
    Matcher group = GROUP.matcher(path);
    Matcher version = VERSION.matcher(path);
    if (group.matches()) {
      send(exchange, 200, group(group.group(1)));
    } else if (version.matches()) {
      send(exchange, 200, resources(version.group(1), version.group(2)));
    } else if (list.matches() && isServed(list.group(1), list.group(2), list.group(4))) {
      list(
          exchange,
          Optional.ofNullable(list.group(1)).orElse(""),
          Optional.ofNullable(list.group(3)),
          list.group(4),
          Optional.ofNullable(list.group(5)));
    } else {
      send(exchange, 404, JSON.createObjectNode());
    }
  }

  private static ObjectNode group(String name) {
    ObjectNode group = JSON.createObjectNode().put("kind", "APIGroup");
    ArrayNode versions = group.putArray("versions");
    for (String version : List.of("v1alpha1", "v1beta2", "v1")) {
      if (!kinds(name, version).isEmpty()) {
        versions.addObject().put("groupVersion", name + "/" + version);
        group.putObject("preferredVersion").put("groupVersion", name + "/" + version);
      }
    }
    return group;
  }

  private static ObjectNode resources(String group, String version) {
    ObjectNode list = JSON.createObjectNode().put("kind", "APIResourceList");
    ArrayNode resources = list.putArray("resources");
    for (ResourceKind kind : kinds(group, version)) {
      resources
          .addObject()
          .put("name", kind.plural())
          .put("kind", kind.kind())
          .put("namespaced", true);
    }
    return list;
  }

  /** As operator 2.5 and newer Kubernetes serve them. */
  private static List<ResourceKind> kinds(String group, String version) {
    return Stream.of(ResourceKind.values())
        .filter(kind -> kind.group().equals(group) && version.equals(version(kind)))
        .toList();
  }

  private static String version(ResourceKind kind) {
    return kind == ResourceKind.SPARK_CONNECT
        ? "v1alpha1"
        : kind.group().equals("sparkoperator.k8s.io") ? "v1beta2" : "v1";
  }

  private static boolean isServed(@Nullable String group, String version, String plural) {
    return kinds(group == null ? "" : group, version).stream()
        .anyMatch(kind -> kind.plural().equals(plural));
  }

  private void list(
      HttpExchange exchange,
      String group,
      Optional<String> namespace,
      String plural,
      Optional<String> name)
      throws IOException {
    if (forbidden.contains(plural)) {
      send(exchange, 403, JSON.createObjectNode().put("kind", "Status"));
      return;
    }
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode object : objects) {
      ResourceKind kind =
          ResourceKind.of(object.path("apiVersion").asText(), object.path("kind").asText())
              .orElseThrow();
      if (kind.plural().equals(plural)
          && kind.group().equals(group)
          && namespace.map(object.at("/metadata/namespace").asText()::equals).orElse(true)
          && name.map(object.at("/metadata/name").asText()::equals).orElse(true)) {
        found.add(object.deepCopy());
      }
    }
    if (name.isPresent()) {
      send(
          exchange,
          found.isEmpty() ? 404 : 200,
          found.isEmpty() ? JSON.createObjectNode() : found.get(0));
      return;
    }
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    int start =
        query.contains("continue=")
            ? Integer.parseInt(query.substring(query.indexOf("continue=") + 9))
            : 0;
    if (start > 0 && forgotten.add(plural)) {
      send(exchange, 410, JSON.createObjectNode().put("kind", "Status"));
      return;
    }
    boolean metadata =
        String.valueOf(exchange.getRequestHeaders().getFirst("Accept")).contains("PartialObject");
    send(exchange, 200, page(found, start, metadata));
  }

  private static ObjectNode page(List<ObjectNode> found, int start, boolean metadata) {
    ObjectNode page = JSON.createObjectNode();
    page.put("kind", metadata ? "PartialObjectMetadataList" : "List").put("apiVersion", "v1");
    int end = Math.min(found.size(), start + PAGE);
    page.putObject("metadata").put("continue", end < found.size() ? String.valueOf(end) : "");
    ArrayNode items = page.putArray("items");
    for (ObjectNode object : found.subList(start, end)) {
      object.remove("apiVersion"); // as in the lists of a server
      object.remove("kind");
      items.add(metadata ? object.retain("metadata") : object);
    }
    return page;
  }

  private static void send(HttpExchange exchange, int code, ObjectNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
