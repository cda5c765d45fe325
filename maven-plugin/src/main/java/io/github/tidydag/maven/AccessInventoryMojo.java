package io.github.tidydag.maven;

import io.github.tidydag.app.ListAccess;
import io.github.tidydag.app.ReadAccess;
import io.github.tidydag.app.WriteReport;
import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.RbacSnapshot;
import java.io.File;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Lists the ServiceAccounts of a cluster with their rights and who acts as them. Only reads: its
 * client lets nothing out but GET.
 */
@Mojo(name = "access-inventory", requiresProject = false, aggregator = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven fills what it is asked for
public final class AccessInventoryMojo extends TidydagMojo {
  /** Leaves out this goal. */
  @Parameter(property = "tidydag.accessInventory.skip", defaultValue = "false")
  private boolean skipAccessInventory;

  /** Only accounts of these namespaces. Default: all. */
  @Parameter(property = "tidydag.namespace")
  private @Nullable List<String> namespace;

  /** Only accounts that may do it somewhere: {@code delete configmaps}. */
  @Parameter(property = "tidydag.can")
  private @Nullable String can;

  /** What {@code kubectl get -o json} (or yaml) wrote, a file or a folder, instead of a cluster. */
  @Parameter(property = "tidydag.from")
  private @Nullable File from;

  /** Else as kubectl finds it. */
  @Parameter(property = "tidydag.kubeconfig")
  private @Nullable File kubeconfig;

  /** Else the current one. */
  @Parameter(property = "tidydag.context")
  private @Nullable String context;

  /** Where to write the inventory. Default: none; the text is in the log. */
  @Parameter(property = "tidydag.inventoryOutput")
  private @Nullable File inventoryOutput;

  /**
   * What to write there: {@code text}, {@code csv}, {@code json}, {@code markdown} or {@code html}.
   */
  @Parameter(property = "tidydag.inventoryFormat", defaultValue = "csv")
  private String inventoryFormat;

  @Override
  boolean isSkipped() {
    return skipAccessInventory;
  }

  @Override
  void run() throws MojoExecutionException {
    if (from != null && (kubeconfig != null || context != null)) {
      throw new MojoExecutionException(
          "tidydag.from reads a dump, and no cluster; leave out tidydag.kubeconfig and"
              + " tidydag.context");
    }
    ListAccess.Format format =
        ListAccess.Format.of(inventoryFormat)
            .orElseThrow(
                () ->
                    new MojoExecutionException(
                        "tidydag.inventoryFormat "
                            + inventoryFormat
                            + ": is none; write text, csv, json, markdown or html"));
    Optional<ListAccess.Power> power = power();
    RbacSnapshot snapshot =
        ReadAccess.read(
            new ReadAccess.Request(
                path(from), list(namespace), path(kubeconfig), Optional.ofNullable(context)),
            getLog()::info);
    Inventory inventory = ListAccess.inventory(snapshot, list(namespace), power);
    path(inventoryOutput)
        .ifPresent(
            file -> WriteReport.write(file, ListAccess.report(inventory, format, version())));
    ListAccess.report(inventory, ListAccess.Format.TEXT, version()).lines().forEach(getLog()::info);
    if (inventory.gaps().stream().anyMatch(AccessGap::decides)) {
      throw new MojoExecutionException("what decides could not be read, see above");
    }
  }

  private Optional<ListAccess.Power> power() throws MojoExecutionException {
    if (can == null) {
      return Optional.empty();
    }
    String[] words = can.strip().split("\\s+", -1);
    if (words.length != 2) {
      throw new MojoExecutionException(
          "tidydag.can " + can + ": write a verb and a resource, such as delete configmaps");
    }
    return Optional.of(new ListAccess.Power(words[0], words[1]));
  }
}
