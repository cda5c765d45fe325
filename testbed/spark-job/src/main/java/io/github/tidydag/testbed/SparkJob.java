package io.github.tidydag.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.unsafe.Platform;
import scala.Tuple2;

/** A Spark job that computes something, and then ends as its first argument says. */
public final class SparkJob {
  private static final int NUMBERS = 1000;
  private static final int PARTITIONS = 4;
  private static final long BLOCK = 16L << 20;
  private static final long TOO_MUCH = 8L << 30;

  private SparkJob() {}

  public static void main(String[] arguments) throws InterruptedException {
    String end = arguments.length == 0 ? "succeed" : arguments[0];
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf())) {
      compute(spark);
      System.out.println("ending: " + end);
      switch (end) {
        case "succeed" -> {}
        case "fail" -> throw new IllegalStateException("failed, as asked");
        case "halt" -> Runtime.getRuntime().halt(137);
        case "memory" -> takeMemory();
        case "hang" -> hang();
        case "when" -> waitFor(Path.of(arguments[1]));
        case "stop-slowly" -> {
          stopSlowly(Duration.ofSeconds(Long.parseLong(arguments[1])));
          hang();
        }
        default -> throw new IllegalArgumentException(end + ": no such end");
      }
    }
  }

  /** Sums numbers by their last digit: a shuffle, so that every executor needs the others. */
  private static void compute(JavaSparkContext spark) {
    List<Integer> numbers = IntStream.range(0, NUMBERS).boxed().toList();
    JavaPairRDD<Integer, Tuple2<Integer, String>> sums =
        spark
            .parallelize(numbers, PARTITIONS)
            .mapToPair(number -> new Tuple2<>(number % 10, number))
            .reduceByKey(Integer::sum)
            .mapValues(sum -> new Tuple2<>(sum, SparkEnv.get().executorId()));
    int total = 0;
    TreeSet<String> executors = new TreeSet<>();
    for (Tuple2<Integer, String> sum : sums.values().collect()) {
      total += sum._1();
      executors.add(sum._2());
    }
    if (total != NUMBERS * (NUMBERS - 1) / 2) {
      throw new IllegalStateException("computed " + total);
    }
    System.out.println("computed " + total + " on executors " + executors);
  }

  /**
   * Memory outside the heap knows no limit but the container's, which the kernel enforces: exit
   * code 137, OOMKilled. A full heap would end as {@code fail} does, with an exception.
   */
  private static void takeMemory() {
    for (long taken = 0; taken < TOO_MUCH; taken += BLOCK) {
      Platform.setMemory(Platform.allocateMemory(BLOCK), (byte) 1, BLOCK);
    }
    throw new IllegalStateException("took " + (TOO_MUCH >> 20) + " MiB, and no limit stopped it");
  }

  /** Ends well, once a file is there. */
  private static void waitFor(Path file) throws InterruptedException {
    while (!Files.exists(file)) {
      Thread.sleep(200);
    }
  }

  private static void hang() throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
  }

  /** The JVM waits for its shutdown hooks, Spark's among them, before it ends on SIGTERM. */
  private static void stopSlowly(Duration time) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LockSupport.parkNanos(time.toNanos())));
  }
}
