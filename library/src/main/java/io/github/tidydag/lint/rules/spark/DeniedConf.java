package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import io.github.tidydag.tables.Version;
import java.util.List;
import java.util.Optional;

/**
 * Keys of {@code sparkConf} that the operator's webhook refuses since 2.5.2 (kubeflow/
 * spark-operator#3043, {@code sparkconf_validator.go}). Before, they count unless a field of the
 * spec is there, too.
 */
final class DeniedConf extends ApplicationRule {
  private static final Version REFUSED_SINCE = Version.parse("2.5.2");
  private static final String REFUSED =
      """
      Since 2.5.2 the operator's webhook refuses an application that sets it
      (kubeflow/spark-operator#3043).
      """;

  private final List<Key> keys;
  private final String instead;
  private final String inConnect;

  /** A key, and the field that says the same, by path; none if the operator alone decides. */
  private record Key(String name, List<String> field) {}

  private DeniedConf(
      String id,
      String name,
      String summary,
      String why,
      String remedy,
      String inConnect,
      List<Key> keys) {
    super(
        id,
        name,
        Severity.ERROR,
        summary,
        REFUSED + why,
        Character.toUpperCase(remedy.charAt(0))
            + remedy.substring(1)
            + ". In a SparkConnect, "
            + inConnect
            + ".",
        SparkRules.WITH_CONNECT);
    this.inConnect = inConnect.replace("`", "");
    this.keys = keys;
    this.instead = remedy.replace("`", "");
  }

  static List<Rule> all() {
    return List.of(
        new DeniedConf(
            "SPK150",
            "service-account-in-conf",
            "`sparkConf` names a service account",
            "Before, `driver.serviceAccount` and `executor.serviceAccount` win over it silently.",
            "write `serviceAccount` under `driver` or `executor`",
            "write `serviceAccountName` in the template of `server` or `executor`",
            List.of(
                new Key(
                    "spark.kubernetes.authenticate.driver.serviceAccountName",
                    List.of("driver", "serviceAccount")),
                new Key(
                    "spark.kubernetes.authenticate.executor.serviceAccountName",
                    List.of("executor", "serviceAccount")))),
        new DeniedConf(
            "SPK151",
            "credentials-in-conf",
            "`sparkConf` gives credentials for the API server",
            "The token also stands in the object, and in a Secret that Spark makes for each run.",
            "write `serviceAccount` under `driver` or `executor`, whose token the pod gets by itself",
            "write `serviceAccountName` in the template of `server` or `executor`",
            List.of(
                secret("spark.kubernetes.authenticate.oauthTokenFile"),
                secret("spark.kubernetes.authenticate.oauthToken"),
                secret("spark.kubernetes.authenticate.driver.oauthTokenFile"),
                secret("spark.kubernetes.authenticate.driver.oauthToken"),
                secret("spark.kubernetes.authenticate.executor.oauthTokenFile"),
                secret("spark.kubernetes.authenticate.executor.oauthToken"))),
        new DeniedConf(
            "SPK152",
            "master-in-conf",
            "`sparkConf` names the master",
            "Before, `spark.master` has no effect: the operator says `--master`, which wins.",
            "remove it: the operator knows its API server (`driver.kubernetesMaster` is for another)",
            "remove it: the operator knows its API server",
            List.of(
                new Key("spark.master", List.of("driver")),
                new Key("spark.kubernetes.driver.master", List.of("driver", "kubernetesMaster")))),
        new DeniedConf(
            "SPK153",
            "image-in-conf",
            "`sparkConf` names an image",
            "Before, the fields `image`, `driver.image` and `executor.image` win over it silently.",
            "write `image`, or `driver.image` and `executor.image`",
            "write `image`, or that of a container in the template of `server` or `executor`",
            List.of(
                new Key("spark.kubernetes.container.image", List.of("image")),
                new Key("spark.kubernetes.driver.container.image", List.of("image")),
                new Key("spark.kubernetes.executor.container.image", List.of("image")))));
  }

  private static Key secret(String name) {
    return new Key(name, List.of("driver"));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Block> conf = spec.block(Values.SPARK_CONF);
    if (conf.isEmpty()) {
      return;
    }
    boolean connect = document.kind() == DocumentKind.SPARK_CONNECT;
    boolean refused = document.settings().kubeflow().isAtLeast(REFUSED_SINCE);
    for (Key key : keys) {
      Optional<Node.Entry> entry = conf.get().find(key.name());
      if (entry.isPresent()) {
        if (refused) {
          sink.key(
              entry.get(),
              "is refused by operator 2.5.2 and newer; " + (connect ? inConnect : instead));
        } else if (!connect && spec.find(key.field().toArray(String[]::new)).isPresent()) {
          sink.key(
              entry.get(), "is overridden by the operator, and refused from 2.5.2 on; " + instead);
        }
      }
    }
  }
}
