package io.github.tidydag.cluster;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import okhttp3.OkHttpClient;

/** Makes clients that send a request once, so that only those say how often who count the tries. */
final class OnceClientFactory extends OkHttpClientFactory {
  @Override
  protected void additionalConfig(OkHttpClient.Builder builder) {
    builder.retryOnConnectionFailure(false);
  }
}
