package io.github.tidydag.testbed;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Cluster} or its {@link KubernetesClient}: one cluster for all tests of a
 * run, started by the first that asks. Use it as {@code @ExtendWith(TestCluster.class)}, and a
 * namespace of its own in each test.
 */
public final class TestCluster implements ParameterResolver {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(TestCluster.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Cluster.class || type == KubernetesClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Cluster cluster =
        context
            .getRoot()
            .getStore(STORE)
            .computeIfAbsent(Cluster.class, key -> Cluster.start(), Cluster.class);
    return parameter.getParameter().getType() == Cluster.class ? cluster : cluster.client();
  }
}
