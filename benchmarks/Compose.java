import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Composes every YAML file of a folder with snakeyaml, and does nothing with what comes of it. */
final class Compose {
  public static void main(String[] args) throws Exception {
    List<Callable<Integer>> tasks;
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      tasks =
          files.filter(f -> f.toString().endsWith(".yaml")).<Callable<Integer>>map(f -> () -> compose(f)).toList();
    }
    var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    int documents = 0;
    for (Future<Integer> future : pool.invokeAll(tasks)) {
      documents += future.get();
    }
    pool.shutdown();
    System.out.println(documents);
  }

  private static int compose(Path file) throws Exception {
    int documents = 0;
    try (Reader reader = Files.newBufferedReader(file)) {
      for (Object ignored : new Yaml().composeAll(reader)) {
        documents++;
      }
    }
    return documents;
  }
}
