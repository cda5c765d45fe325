package io.github.tidydag.lint;

import io.github.tidydag.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pod that a document describes, or what a document says of a pod: one view of all of them, so
 * that a rule about pods is written once.
 *
 * @param role whose pod it is
 * @param spec its keys: a pod's {@code spec}, or a SparkApplication's {@code driver} or {@code
 *     executor}
 * @param metadata what holds its labels and annotations
 * @param volumes its list of volumes; a SparkApplication has one for driver and executors
 * @param containers all of them, init containers first
 */
public record PodPlace(
    Role role,
    Block spec,
    Optional<Block> metadata,
    Optional<Node.Entry> volumes,
    List<ContainerPlace> containers) {

  /** Whose pod it is. */
  public enum Role {
    /** A Pod that stands for itself. */
    POD,
    /** A Pod that Airflow makes pods of. */
    AIRFLOW,
    JOB,
    CRON_JOB,
    /** {@code driver} or {@code executor}, with keys of the Kubeflow operator's own. */
    SPARK,
    /** The pod template of a driver, executor, server, master or worker. */
    SPARK_TEMPLATE
  }

  public PodPlace {
    containers = List.copyOf(containers);
  }

  static List<PodPlace> of(Document document) {
    List<PodPlace> found = new ArrayList<>(4);
    Node.Mapping root = document.root();
    switch (document.kind()) {
      case POD -> {
        Role role =
            document.isSparkTemplate()
                ? Role.SPARK_TEMPLATE
                : document.isPodTemplate() ? Role.AIRFLOW : Role.POD;
        pod(role, Block.of(root.entry("spec")), Block.of(root.entry("metadata")), found);
      }
      case JOB -> template(Role.JOB, Block.of(root.find("spec", "template")), found);
      case CRON_JOB ->
          template(
              Role.CRON_JOB, Block.of(root.find("spec", "jobTemplate", "spec", "template")), found);
      case SPARK_APPLICATION, SCHEDULED_SPARK_APPLICATION -> {
        document.application().ifPresent(spec -> spark(spec, "driver", found));
        document.application().ifPresent(spec -> spark(spec, "executor", found));
      }
      case SPARK_CONNECT -> {
        template(Role.SPARK_TEMPLATE, Block.of(root.find("spec", "server", "template")), found);
        template(Role.SPARK_TEMPLATE, Block.of(root.find("spec", "executor", "template")), found);
      }
      case APACHE_SPARK_APPLICATION -> {
        template(
            Role.SPARK_TEMPLATE,
            Block.of(root.find("spec", "driverSpec", "podTemplateSpec")),
            found);
        template(
            Role.SPARK_TEMPLATE,
            Block.of(root.find("spec", "executorSpec", "podTemplateSpec")),
            found);
      }
      case APACHE_SPARK_CLUSTER -> {
        template(
            Role.SPARK_TEMPLATE,
            Block.of(root.find("spec", "masterSpec", "statefulSetSpec", "template")),
            found);
        template(
            Role.SPARK_TEMPLATE,
            Block.of(root.find("spec", "workerSpec", "statefulSetSpec", "template")),
            found);
      }
      default -> {}
    }
    return List.copyOf(found);
  }

  private static void spark(Block application, String name, List<PodPlace> found) {
    Optional<Block> block = application.block(name);
    if (block.isEmpty()) {
      return;
    }
    List<ContainerPlace> containers = new ArrayList<>(4);
    ContainerPlace.addAll(block.get(), "initContainers", ContainerPlace.Part.INIT, containers);
    containers.add(new ContainerPlace(block.get(), ContainerPlace.Part.SPARK, 0));
    ContainerPlace.addAll(block.get(), "sidecars", ContainerPlace.Part.MAIN, containers);
    found.add(
        new PodPlace(Role.SPARK, block.get(), block, application.find("volumes"), containers));
    template(Role.SPARK_TEMPLATE, block.get().block("template"), found);
  }

  private static void template(Role role, Optional<Block> template, List<PodPlace> found) {
    if (template.isPresent()) {
      pod(role, template.get().block("spec"), template.get().block("metadata"), found);
    }
  }

  private static void pod(
      Role role, Optional<Block> spec, Optional<Block> metadata, List<PodPlace> found) {
    if (spec.isPresent()) {
      List<ContainerPlace> containers = new ArrayList<>(4);
      ContainerPlace.addAll(spec.get(), "initContainers", ContainerPlace.Part.INIT, containers);
      ContainerPlace.addAll(spec.get(), "containers", ContainerPlace.Part.MAIN, containers);
      found.add(new PodPlace(role, spec.get(), metadata, spec.get().find("volumes"), containers));
    }
  }

  /** Whether Spark or its operator adds to what is written here. */
  public boolean isSparks() {
    return role == Role.SPARK || role == Role.SPARK_TEMPLATE;
  }

  /** What holds for all of its containers. */
  public Optional<Block> securityContext() {
    return spec.block(role == Role.SPARK ? "podSecurityContext" : "securityContext");
  }
}
