package io.github.tidydag.app;

import io.github.tidydag.source.Text;
import io.github.tidydag.spec.DagSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The first two files of a project: what its DAGs share, and one DAG to start from. */
public final class InitProject {
  /** The file of what a repository's DAGs share. */
  public static final String CONFIG_FILE = ".tidydag.yaml";

  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,500}");
  private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");
  private static final Pattern QUOTABLE = Pattern.compile("[^\"\\\\\\p{Cc}\\p{Cf}]{1,500}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern MISREAD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

  private InitProject() {}

  /** How Airflow reaches the cluster. */
  public sealed interface Connection {

    /** Airflow runs in the cluster that the work runs in. */
    record InCluster() implements Connection {}

    /** A connection that Airflow knows. */
    record OfAirflow(String kubernetesConnId) implements Connection {}

    /** A kubeconfig file on the workers, and the context in it; empty for its current one. */
    record Kubeconfig(String configFile, String clusterContext) implements Connection {}
  }

  /**
   * What is asked.
   *
   * @param airflow the Airflow that loads the DAGs, three numbers
   * @param provider its apache-airflow-providers-cncf-kubernetes, three numbers
   * @param startDate the day from which the DAG runs
   */
  public record Answers(
      String dagId,
      String namespace,
      String image,
      String airflow,
      String provider,
      Connection connection,
      LocalDate startDate) {}

  /** What cannot stay as it was answered, each with what to write instead. */
  public static List<String> mistakes(Answers answers) {
    List<String> found = new ArrayList<>();
    check(
        DagSpec.ID,
        answers.dagId(),
        "is no dag_id; write letters, digits, and _ . - after the first, at most 200",
        found);
    check(
        NamespaceNames.NAME,
        answers.namespace(),
        "is no namespace; write small letters, digits and - inside, at most 63",
        found);
    check(IMAGE, answers.image(), "is no image; write it as in a pod, such as busybox:1.36", found);
    check(VERSION, answers.airflow(), "is no version of Airflow; write it like 3.3.2", found);
    check(
        VERSION, answers.provider(), "is no version of the provider; write it like 10.25.0", found);
    for (String value : values(answers.connection())) {
      check(
          QUOTABLE,
          value,
          "cannot name a connection; leave out quotes, backslashes and the invisible",
          found);
    }
    return found;
  }

  /**
   * The files by name, in the order to show them.
   *
   * @throws IllegalArgumentException if there are mistakes in the answers
   */
  public static Map<String, String> files(Answers answers) {
    List<String> mistakes = mistakes(answers);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
    Map<String, String> files = new LinkedHashMap<>();
    files.put(CONFIG_FILE, config(answers));
    files.put(answers.dagId() + ".dag.yaml", spec(answers));
    return files;
  }

  private static String config(Answers answers) {
    return """
        # What the DAGs of this repository share.
        targets:  # every Airflow that loads them; each generated file loads in all
          - {airflow: %s, provider: %s}
        namespace: %s
        connection: %s
        defaults:  # any task argument of Airflow
          retries: 2
          retry_delay: 5m
        """
        .formatted(
            answers.airflow(),
            answers.provider(),
            scalar(answers.namespace()),
            connection(answers.connection()));
  }

  private static String spec(Answers answers) {
    return """
        # Try it: tidydag generate %1$s -o dags
        spec_version: 1
        dag_id: %2$s
        # data_interval: true makes ds the day before the run, false the day of it
        schedule: {cron: "17 3 * * *", timezone: UTC, data_interval: false}
        start_date: %3$s
        catchup: false
        dagrun_timeout: 2h  # a run that takes longer fails, and everything of it is removed
        cleanup: {strategy: anchor, keep_failed_for: 24h}
        tasks:
          run:
            execution_timeout: 30m  # task arguments of Airflow stand here,
            pod:  # those of KubernetesPodOperator here
              image: %4$s
              cmds: [sh, -c]
              arguments: ["echo running for {{ ds }}"]
              container_resources:
                requests: {cpu: 100m, memory: 128Mi}
                limits: {memory: 128Mi}
        """
        .formatted(
            answers.dagId() + ".dag.yaml",
            scalar(answers.dagId()),
            answers.startDate(),
            quoted(answers.image()));
  }

  private static String connection(Connection connection) {
    if (connection instanceof Connection.OfAirflow known) {
      return "{kubernetes_conn_id: " + scalar(known.kubernetesConnId()) + "}";
    }
    if (connection instanceof Connection.Kubeconfig file) {
      String context = file.clusterContext();
      return "{config_file: "
          + quoted(file.configFile())
          + (context.isEmpty() ? "" : ", cluster_context: " + quoted(context))
          + "}";
    }
    return "{in_cluster: true}";
  }

  private static List<String> values(Connection connection) {
    if (connection instanceof Connection.OfAirflow known) {
      return List.of(known.kubernetesConnId());
    }
    if (connection instanceof Connection.Kubeconfig file) {
      return file.clusterContext().isEmpty()
          ? List.of(file.configFile())
          : List.of(file.configFile(), file.clusterContext());
    }
    return List.of();
  }

  private static void check(Pattern pattern, String value, String message, List<String> found) {
    if (!pattern.matcher(value).matches()) {
      found.add("\"" + Text.shorten(value, 80) + "\" " + message);
    }
  }

  /** The text as YAML, without quotes where every reader takes it for text. */
  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !MISREAD.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
