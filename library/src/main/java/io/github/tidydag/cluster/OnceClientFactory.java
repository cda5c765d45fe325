package io.github.tidydag.cluster;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Makes clients that send a request once, and to whom it is for: only those count the tries who say
 * how often. OkHttp itself would try again what broke off, or what a busy server wants at once, and
 * make of a DELETE that is redirected a GET, whose answer would pass for the deletion's.
 */
final class OnceClientFactory extends OkHttpClientFactory {
  private static final String AGAIN = "Retry-After";

  @Override
  protected void additionalConfig(OkHttpClient.Builder builder) {
    builder
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .addNetworkInterceptor(OnceClientFactory::sent);
  }

  /** Answers without "try again at once", the one order that OkHttp obeys by itself. */
  private static Response sent(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return "0".equals(response.header(AGAIN))
        ? response.newBuilder().removeHeader(AGAIN).build()
        : response;
  }
}
