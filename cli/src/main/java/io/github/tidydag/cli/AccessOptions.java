package io.github.tidydag.cli;

import io.github.tidydag.app.ReadAccess;
import io.github.tidydag.rbac.RbacSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where permissions are read. */
@SuppressWarnings("NullAway.Init") // picocli fills what it is asked for
final class AccessOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "DUMP",
      description = "Read what kubectl get -o json (or yaml) wrote, a file or a folder.")
  private @Nullable Path from;

  @Mixin private ClusterOptions cluster;

  /** Reads all namespaces, or those where that is refused. */
  RbacSnapshot read(List<String> namespaces) {
    return ReadAccess.read(request(namespaces), spec.commandLine().getErr()::println);
  }

  ReadAccess.Request request(List<String> namespaces) {
    if (from != null && !cluster.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--from reads a dump, and no cluster; leave out --kubeconfig and --context");
    }
    return new ReadAccess.Request(
        Optional.ofNullable(from), namespaces, cluster.kubeconfig(), cluster.context());
  }
}
