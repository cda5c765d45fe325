package io.github.tidydag.testbed;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A running cluster; it ends when closed, and at the latest with this process. */
public final class Cluster implements AutoCloseable {
  private final Path testbed;
  private final Path dir;
  private final KubernetesClient client;
  private final AtomicInteger namespaces = new AtomicInteger();

  private Cluster(Path testbed, Path dir) throws IOException {
    this.testbed = testbed;
    this.dir = dir;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig())))
            .build();
  }

  /**
   * Starts one, which takes 10 seconds, or 10 minutes when its programs are to be built first.
   *
   * @throws IllegalStateException if it does not come up, with what the start said: this needs
   *     Linux and root
   */
  static Cluster start() {
    Path testbed = Path.of(System.getProperty("testbed", "testbed")).toAbsolutePath();
    try {
      Path dir = Files.createTempDirectory("testbed");
      run(
          testbed.resolve("up"),
          dir,
          "--parent",
          ProcessHandle.current().pid(),
          "--images",
          "busybox");
      return new Cluster(testbed, dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kubeconfig of the administrator. */
  public Path kubeconfig() {
    return dir.resolve("kubeconfig");
  }

  /** What the API server was asked, a line of JSON a request; the cluster's own are left out. */
  public Path auditLog() {
    return dir.resolve("audit.log");
  }

  /** A client of the administrator. */
  public KubernetesClient client() {
    return client;
  }

  /** Makes a namespace of a new name, and returns the name. */
  public String namespace() {
    String name = "test-" + namespaces.incrementAndGet();
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  /**
   * Stops a component of the node: "apiserver", "kubelet" and whatever else `testbed/ctl DIR
   * status` lists.
   */
  public void stop(String component) {
    run(testbed.resolve("ctl"), dir, "stop", component);
  }

  /** Starts a component that was stopped. */
  public void start(String component) {
    run(testbed.resolve("ctl"), dir, "start", component);
  }

  /**
   * Has the node hold one more of the images that `testbed/images/make` makes, which may take
   * minutes; returns the image's name.
   */
  public String load(String name, String image) {
    String archive = run(testbed.resolve("images/make"), name).strip();
    run(
        "ctr",
        "-a",
        dir.resolve("containerd.sock"),
        "-n",
        "k8s.io",
        "images",
        "import",
        archive.substring(archive.lastIndexOf('\n') + 1));
    return image;
  }

  /**
   * Runs Spark's own spark-submit against the cluster, in cluster mode, and does not wait for the
   * application's end; Spark is installed first, which may take minutes.
   *
   * @param java the home of a Java that Spark runs on
   */
  public void sparkSubmit(Path java, String... arguments) {
    String home = run(testbed.resolve("images/make"), "--spark-home").strip();
    home = home.substring(home.lastIndexOf('\n') + 1);
    List<Object> command =
        new ArrayList<>(
            List.of(
                "env",
                "SPARK_HOME=" + home,
                "JAVA_HOME=" + java,
                "KUBECONFIG=" + kubeconfig(),
                home + "/bin/spark-submit",
                "--master",
                "k8s://" + client.getMasterUrl(),
                "--deploy-mode",
                "cluster",
                "--conf",
                "spark.kubernetes.submission.waitAppCompletion=false"));
    command.addAll(List.of(arguments));
    run(command.toArray());
  }

  @Override
  public void close() {
    client.close();
    run(testbed.resolve("down"), dir);
    run("rm", "-r", dir);
  }

  private static String run(Object... command) {
    List<String> words = new ArrayList<>(Arrays.stream(command).map(Object::toString).toList());
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
