package io.github.tidydag.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Locale;

/**
 * Lets nothing out but what a power allows. It is part of the client, so that no caller can do
 * more, whatever it asks for.
 */
record PowerLimit(Power power) implements Interceptor {
  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String path = request.uri().getPath();
    if (!power.allows(request.method(), path)) {
      throw new IllegalStateException(
          "%s %s: a client with the power to %s does not do that; nothing was sent"
              .formatted(request.method(), path, power.name().toLowerCase(Locale.ROOT)));
    }
  }
}
