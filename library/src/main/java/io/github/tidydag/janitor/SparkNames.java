package io.github.tidydag.janitor;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names and labels that Spark and its operators give.
 *
 * <p>Source: Spark 3.1 to 4.1, {@code KubernetesClientUtils} and {@code KubernetesUtils.uniqueID}:
 * an id is six random hexadecimal digits and the lowest 40 bits of the time in milliseconds.
 */
final class SparkNames {
  static final String SELECTOR = "spark-app-selector";
  static final String ROLE = "spark-role";
  static final String APP_NAME = "spark-app-name";
  static final String KUBEFLOW_APPLICATION = "sparkoperator.k8s.io/app-name";
  static final String KUBEFLOW_SUBMISSION = "sparkoperator.k8s.io/submission-id";
  static final String KUBEFLOW_LAUNCHED = "sparkoperator.k8s.io/launched-by-spark-operator";
  static final String APACHE_APPLICATION = "spark.operator/spark-app-name";

  /** What Velero puts on all that it restores. */
  static final String RESTORED = "velero.io/restore-name";

  private static final Pattern EXECUTOR_CONF =
      Pattern.compile("spark-exec-[0-9a-f]{7,16}-conf-map");
  private static final Pattern DRIVER_CONF = Pattern.compile("spark-drv-[0-9a-f]{7,16}-conf-map");
  private static final Pattern ID = Pattern.compile("-([0-9a-f]{6})([0-9a-f]{10})-");
  private static final Pattern SHAPE =
      Pattern.compile(
          "spark-(drv|exec)-[0-9a-f]{7,16}-conf-map|.+-driver-podspec-conf-map|.+-driver-conf-map"
              + "|.+-hadoop-config|.+-krb5-file|.+-spark-drv-conf-map|.+-delegation-tokens"
              + "|.+-kerberos-keytab|.+-kubernetes-credentials|.+-driver-svc"
              + "|.+-driver-pvc-[0-9]+|.+-exec-[0-9]+-pvc-[0-9]+|.+-[0-9a-f]{16}-exec-[0-9]+");
  private static final long BITS_40 = 1L << 40;

  private SparkNames() {}

  /** Whether Spark gives such names, to whatever kind. */
  static boolean isShaped(String name) {
    return SHAPE.matcher(name).matches();
  }

  static boolean isExecutorConf(String name) {
    return EXECUTOR_CONF.matcher(name).matches();
  }

  static boolean isDriverConf(String name) {
    return DRIVER_CONF.matcher(name).matches() || name.endsWith("-driver-podspec-conf-map");
  }

  /**
   * When the name was given, of the times that the 40 bits can mean the one nearest to another.
   *
   * @param near when the object was created, at which it is less than 17 years away
   */
  static Optional<Instant> created(String name, Instant near) {
    Matcher id = ID.matcher(name);
    Optional<Instant> last = Optional.empty();
    while (id.find()) {
      long low = Long.parseLong(id.group(2), 16);
      long epochs = Math.round((near.toEpochMilli() - low) / (double) BITS_40);
      last = Optional.of(Instant.ofEpochMilli(low + epochs * BITS_40));
    }
    return last;
  }
}
