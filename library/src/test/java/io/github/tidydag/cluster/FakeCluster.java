package io.github.tidydag.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.tidydag.janitor.ObjectLists;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.source.YamlTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An API server that lists objects in small pages, forgets a page once, counts who writes, holds
 * deletions against their preconditions and collects what has lost its owners.
 */
final class FakeCluster implements AutoCloseable {
  static final Path CASES = Path.of("src/test/resources/janitor");

  private static final int PAGE = 3;
  private static final Pattern LIST =
      Pattern.compile(
          "/(?:api|apis/([^/]+))/(v[^/]+)(?:/namespaces/([^/]+))?/([a-z]+)(?:/([^/]+))?");
  private static final Pattern GROUP = Pattern.compile("/apis/([^/]+)");
  private static final Pattern VERSION = Pattern.compile("/apis/([^/]+)/(v[^/]+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // else each small answer waits 40 ms for the client to acknowledge its head
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  final AtomicInteger writes = new AtomicInteger();
  final Set<String> forbidden = new HashSet<>();

  /** Kinds that nobody may delete. */
  final Set<String> protectedKinds = new HashSet<>();

  /** Codes to answer the next deletions with, before any is done. */
  final Deque<Integer> faults = new ConcurrentLinkedDeque<>();

  /** What happens when a deletion of an object comes in, before it is done. */
  volatile Consumer<String> onDelete = name -> {};

  final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final List<ObjectNode> objects;
  private final AtomicInteger lists = new AtomicInteger();
  private int version = 1_000_000;
  private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  FakeCluster(List<ObjectNode> objects) throws IOException {
    this.objects = new ArrayList<>(objects);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** A cluster as a dump among the janitor's cases has it. */
  static FakeCluster of(String name) throws IOException {
    List<ObjectNode> objects = new ArrayList<>();
    try (InputStream in = Files.newInputStream(CASES.resolve(name + "/dump.yaml"));
        JsonParser parser = YamlTokens.of(in)) {
      ObjectLists.read(parser, (object, version, kind) -> objects.add((ObjectNode) object));
    }
    return new FakeCluster(objects);
  }

  static ObjectNode parse(String json) throws IOException {
    return (ObjectNode) JSON.readTree(json);
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

  /** What is there. */
  synchronized List<ObjectNode> objects() {
    return objects.stream().map(ObjectNode::deepCopy).toList();
  }

  /** Changes an object, which gets another version for that. */
  synchronized void change(String name, Consumer<ObjectNode> change) {
    ObjectNode object =
        objects.stream().filter(o -> name(o).equals(name)).findFirst().orElseThrow();
    ((ObjectNode) object.get("metadata")).put("resourceVersion", String.valueOf(version++));
    change.accept(object);
  }

  synchronized void add(ObjectNode object) {
    objects.add(object);
  }

  /** How often pods were listed from the start. */
  int lists() {
    return lists.get();
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/name").asText();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    switch (exchange.getRequestMethod()) {
      case "GET" -> read(exchange, path);
      case "DELETE" -> {
        writes.incrementAndGet();
        delete(exchange, path);
      }
      case "POST" -> {
        writes.incrementAndGet();
        create(exchange, path);
      }
      default -> {
        writes.incrementAndGet();
        send(exchange, 405, JSON.createObjectNode());
      }
    }
  }

  private void delete(HttpExchange exchange, String path) throws IOException {
    JsonNode options = JSON.readTree(exchange.getRequestBody());
    String name = path.substring(path.lastIndexOf('/') + 1);
    onDelete.accept(name);
    Integer fault = faults.poll();
    if (fault != null) {
      send(exchange, fault, JSON.createObjectNode().put("message", "a fault of " + fault));
      return;
    }
    Optional<ObjectNode> found = find(path);
    if (found.isEmpty()) {
      send(exchange, 404, JSON.createObjectNode());
      return;
    }
    JsonNode metadata = found.get().path("metadata");
    JsonNode wanted = options.path("preconditions");
    if (!wanted.path("uid").equals(metadata.path("uid"))
        || !wanted.path("resourceVersion").equals(metadata.path("resourceVersion"))
        || !options.path("propagationPolicy").asText().equals(propagation(found.get()))) {
      send(exchange, 409, JSON.createObjectNode().put("message", "precondition failed"));
      return;
    }
    remove(found.get());
    send(exchange, 200, JSON.createObjectNode());
  }

  /** What is owned goes first. */
  private synchronized String propagation(ObjectNode object) {
    String uid = object.at("/metadata/uid").asText();
    return objects.stream()
            .anyMatch(o -> o.at("/metadata/ownerReferences").findValuesAsText("uid").contains(uid))
        ? "Foreground"
        : "Background";
  }

  private synchronized Optional<ObjectNode> find(String path) {
    Matcher one = LIST.matcher(path);
    return one.matches()
        ? objects.stream()
            .filter(
                o ->
                    kind(o).plural().equals(one.group(4))
                        && kind(o).group().equals(one.group(1) == null ? "" : one.group(1))
                        && o.at("/metadata/namespace").asText().equals(one.group(3))
                        && name(o).equals(one.group(5)))
            .findFirst()
        : Optional.empty();
  }

  private synchronized void remove(ObjectNode object) {
    objects.remove(object);
    Set<String> uids = new HashSet<>();
    objects.forEach(o -> uids.add(o.at("/metadata/uid").asText()));
    List<ObjectNode> collected =
        objects.stream()
            .filter(o -> !o.at("/metadata/ownerReferences").isEmpty())
            .filter(
                o ->
                    o.at("/metadata/ownerReferences").findValuesAsText("uid").stream()
                        .noneMatch(uids::contains))
            .filter(
                o ->
                    o.at("/metadata/ownerReferences").findValuesAsText("uid").stream()
                        .anyMatch(object.at("/metadata/uid").asText()::equals))
            .toList();
    collected.forEach(this::remove);
  }

  private void create(HttpExchange exchange, String path) throws IOException {
    ObjectNode body = (ObjectNode) JSON.readTree(exchange.getRequestBody());
    if (path.endsWith("/selfsubjectaccessreviews")) {
      JsonNode asked = body.at("/spec/resourceAttributes");
      boolean may = !protectedKinds.contains(asked.path("resource").asText());
      ObjectNode review = JSON.createObjectNode();
      review.putObject("status").put("allowed", may);
      send(exchange, 201, review);
      return;
    }
    if (find(path + "/" + name(body)).isPresent()) {
      send(exchange, 409, JSON.createObjectNode().put("message", "already exists"));
      return;
    }
    synchronized (this) {
      ((ObjectNode) body.get("metadata"))
          .put("uid", "new-" + version)
          .put("resourceVersion", String.valueOf(version++));
      objects.add(body);
    }
    send(exchange, 201, body);
  }

  private void read(HttpExchange exchange, String path) throws IOException {
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
    for (ObjectNode object : objects()) {
      ResourceKind kind = kind(object);
      if (kind.plural().equals(plural)
          && kind.group().equals(group)
          && namespace.map(object.at("/metadata/namespace").asText()::equals).orElse(true)
          && name.map(object.at("/metadata/name").asText()::equals).orElse(true)) {
        found.add(object);
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
    if (start == 0 && plural.equals("pods")) {
      lists.incrementAndGet();
    }
    boolean metadata =
        String.valueOf(exchange.getRequestHeaders().getFirst("Accept")).contains("PartialObject");
    send(exchange, 200, page(found, start, metadata));
  }

  private static ResourceKind kind(ObjectNode object) {
    return ResourceKind.of(object.path("apiVersion").asText(), object.path("kind").asText())
        .orElseThrow();
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
    threads.shutdownNow();
  }
}
