package io.github.tidydag.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A cluster, with which no more can be done than was said when it was opened. */
public final class ClusterConnection implements AutoCloseable {
  private static final String JSON = "application/json";

  /** Of a request that reads; with the pauses between them two seconds. */
  private static final int TRIES = 4;

  /** Of any request of somebody who changes things: thirteen seconds, as a restart takes. */
  private static final int PATIENT_TRIES = 7;

  private static final long MOST_SECONDS = 300;

  /** Nothing that a terminal obeys comes from a kubeconfig. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u0080-\u009f]");

  private final Config config;
  private final HttpClient client;
  private final HttpClient once;

  private ClusterConnection(Config config, Power power) {
    this.config = config;
    config.setRequestRetryBackoffLimit(
        power == Power.READ || power == Power.ASK ? TRIES : PATIENT_TRIES);
    this.client = client(config, power);
    this.once = client(new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build(), power);
  }

  private static HttpClient client(Config config, Power power) {
    HttpClient.Factory factory = new OnceClientFactory();
    HttpClient.Builder builder = factory.newBuilder(config);
    HttpClientUtils.applyCommonConfiguration(config, builder, factory);
    return builder.addOrReplaceInterceptor("power", new PowerLimit(power)).build();
  }

  /**
   * Prepares to ask; nothing is sent.
   *
   * @param kubeconfig else {@code KUBECONFIG}, {@code ~/.kube/config} or the pod's own account
   * @param context else the current one
   * @throws ClusterException if the file cannot be read, or there is no such context
   */
  public static ClusterConnection open(
      Optional<Path> kubeconfig, Optional<String> context, Power power) {
    @Nullable String name = context.orElse(null);
    Config config;
    try {
      config =
          kubeconfig.isPresent()
              ? Config.fromKubeconfig(name, readable(kubeconfig.get()))
              : Config.autoConfigure(name);
    } catch (IOException | RuntimeException e) {
      throw new ClusterException(
          kubeconfig.map(Path::toString).orElse("the kubeconfig")
              + ": cannot be read: "
              + reason(e),
          e);
    }
    if (context.isPresent()
        && (config.getCurrentContext() == null
            || !context.get().equals(config.getCurrentContext().getName()))) {
      throw ClusterException.noContext(context.get());
    }
    if (config.getCurrentContext() == null && System.getenv("KUBERNETES_SERVICE_HOST") == null) {
      throw new ClusterException(
          "no kubeconfig: KUBECONFIG and ~/.kube/config name no context; name a file by --kubeconfig",
          null);
    }
    try {
      return new ClusterConnection(config, power);
    } catch (RuntimeException e) {
      throw new ClusterException("the kubeconfig cannot be used: " + reason(e), e);
    }
  }

  private static File readable(Path kubeconfig) throws IOException {
    if (!Files.isReadable(kubeconfig)) {
      throw new NoSuchFileException("there is no such file, or no right to read it");
    }
    return kubeconfig.toFile();
  }

  /** The name of the context, and the address. */
  public String shown() {
    String name =
        config.getCurrentContext() == null ? "in-cluster" : config.getCurrentContext().getName();
    return CONTROL.matcher(name + " at " + config.getMasterUrl()).replaceAll("?");
  }

  /** The context's namespace. */
  public String namespace() {
    String namespace = config.getNamespace();
    return namespace == null || namespace.isEmpty() ? "default" : namespace;
  }

  /** An answer, whole. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
  record Answer(int code, byte[] body) {
    boolean isFine() {
      return code >= 200 && code < 300;
    }
  }

  /**
   * Asks for a path.
   *
   * @param path below the server's address, with its query
   * @throws ClusterException if no answer comes, or nobody is known there by our credentials
   */
  Answer get(String path, String accept) {
    return ask(client, to(path).setHeader("Accept", accept));
  }

  /** Sends a body to a path, and asks for JSON; errors as when reading. */
  Answer send(String method, String path, String body) {
    return ask(client, to(path).setHeader("Accept", JSON).method(method, JSON, body));
  }

  /** The same, once: by the time of another try, what it was sent for might no longer hold. */
  Answer sendOnce(String method, String path, String body) {
    return ask(once, to(path).setHeader("Accept", JSON).method(method, JSON, body));
  }

  private HttpRequest.Builder to(String path) {
    String base = config.getMasterUrl();
    return client
        .newHttpRequestBuilder()
        .uri((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private Answer ask(HttpClient by, HttpRequest.Builder request) {
    HttpResponse<byte[]> response = send(by, request.build());
    if (response.code() == 401) {
      throw new ClusterException(
          shown() + ": does not know who asks (401); log in again, or name another --context",
          null);
    }
    return new Answer(response.code(), response.body());
  }

  private HttpResponse<byte[]> send(HttpClient by, HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer;
    try {
      answer = by.sendAsync(request, byte[].class);
    } catch (IllegalArgumentException e) {
      // the message may have the token in it
      throw new ClusterException(
          shown() + ": cannot be asked: the token has a character that no header can have", null);
    }
    try {
      return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw ClusterException.noAnswer(
          shown() + ": does not answer: " + reason(e.getCause() == null ? e : e.getCause()), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw ClusterException.noAnswer(
          shown() + ": did not answer within " + MOST_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted", e);
    }
  }

  static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    client.close();
    once.close();
  }
}
