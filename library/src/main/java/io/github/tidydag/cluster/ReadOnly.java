package io.github.tidydag.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;

/**
 * Lets nothing out but GET, and of that nothing that reaches into a container. It is part of the
 * client, so that no caller can write, whatever it asks for.
 */
final class ReadOnly implements Interceptor {
  private static final Set<String> REACHING = Set.of("proxy", "exec", "attach", "portforward");

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String path = request.uri().getPath();
    if (!request.method().equals("GET")
        || REACHING.contains(path.substring(path.lastIndexOf('/') + 1))) {
      throw new IllegalStateException(
          request.method() + " " + path + ": this client only reads; nothing was sent");
    }
  }
}
