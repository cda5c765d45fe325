package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.spark.CustomResourceTable;
import io.github.tidydag.spark.CustomResources;
import io.github.tidydag.tables.Lazy;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The tables that the rules compare with; each is read when it is first needed. */
final class SchemaTables {
  /** Kinds that have a table. */
  static final Set<DocumentKind> KINDS =
      Set.of(
          DocumentKind.SPARK_APPLICATION,
          DocumentKind.SCHEDULED_SPARK_APPLICATION,
          DocumentKind.SPARK_CONNECT,
          DocumentKind.APACHE_SPARK_APPLICATION,
          DocumentKind.APACHE_SPARK_CLUSTER);

  /** Kinds whose definition leaves pod templates unchecked. */
  static final Set<DocumentKind> WITH_TEMPLATES =
      Set.of(
          DocumentKind.SPARK_APPLICATION,
          DocumentKind.SCHEDULED_SPARK_APPLICATION,
          DocumentKind.SPARK_CONNECT);

  private final Supplier<KubernetesTypes> kubernetes;
  private final Lazy<CustomResources> kubeflow =
      new Lazy<>(() -> CustomResources.kubeflow(kubernetes()));
  private final Lazy<CustomResources> apache =
      new Lazy<>(() -> CustomResources.apache(kubernetes()));
  private final Map<String, NewestType> types = new ConcurrentHashMap<>();

  SchemaTables(Supplier<KubernetesTypes> kubernetes) {
    this.kubernetes = kubernetes;
  }

  KubernetesTypes kubernetes() {
    return kubernetes.get();
  }

  /** A type of Kubernetes by its Python class. */
  NewestType type(String name) {
    NewestType known = types.get(name);
    return known != null ? known : types.computeIfAbsent(name, this::read);
  }

  private NewestType read(String name) {
    List<Version> clients = kubernetes().clients();
    return new NewestType(kubernetes().type(name), clients.get(clients.size() - 1));
  }

  CustomResources kubeflow() {
    return kubeflow.get();
  }

  CustomResources apache() {
    return apache.get();
  }

  /** The table for a document of one of {@link #KINDS}. */
  CustomResourceTable table(Document document) {
    return (isApache(document) ? apache() : kubeflow()).table(document.kind().kind());
  }

  /** The operator release that a document is for. */
  static Version target(Document document) {
    return isApache(document) ? document.settings().apache() : document.settings().kubeflow();
  }

  /** What messages call the operator. */
  static String operator(Document document) {
    return isApache(document) ? "the Apache operator" : "the Kubeflow operator";
  }

  private static boolean isApache(Document document) {
    return document.kind().group().equals(DocumentKind.APACHE_SPARK_CLUSTER.group());
  }
}
