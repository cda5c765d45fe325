package io.github.tidydag.app;

import io.github.tidydag.cluster.ClusterConnection;
import io.github.tidydag.cluster.ClusterException;
import io.github.tidydag.cluster.MentionReader;
import io.github.tidydag.cluster.Power;
import io.github.tidydag.source.Problems;
import io.github.tidydag.spec.Tables;
import io.github.tidydag.spec.UploadStore;
import io.github.tidydag.uploads.ClearedStore;
import io.github.tidydag.uploads.JudgedFolder;
import io.github.tidydag.uploads.Mentions;
import io.github.tidydag.uploads.UploadFolder;
import io.github.tidydag.uploads.UploadListing;
import io.github.tidydag.uploads.UploadReport;
import io.github.tidydag.uploads.UploadRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which folders {@code spark-upload-*} nothing needs, and deletes them where that is asked. It
 * reaches a store by the programs that {@code upload_paths} in the configuration names, and by
 * nothing else.
 */
public final class ClearUploads {
  /** How many folders one program is given: what fits a command line of any system. */
  private static final int AT_ONCE = 100;

  /**
   * Longer than a submission takes: it uploads one file after the other, and only then makes what
   * names their folders. Longer, too, than any clock is away from UTC.
   */
  private static final Duration LEAST_AGE = Duration.ofDays(1);

  /** After so many programs that failed the rest stays. */
  private static final int MOST_FAILURES = 10;

  private final Request request;
  private final Configured configured;
  private final Dialog dialog;
  private final Duration minAge;

  /**
   * What to look at.
   *
   * @param namespaces where runs are that upload; all if empty
   * @param minAge how long ago something must have been written last, such as {@code 7d}
   * @param deletes whether to delete what may go, after asking
   */
  public record Request(
      Set<String> namespaces,
      Optional<Path> kubeconfig,
      Optional<String> context,
      String minAge,
      boolean deletes,
      InstantSource clock) {}

  /**
   * What a configuration says.
   *
   * @param folder where the configuration is, and the programs are run
   */
  public record Configured(List<UploadStore> stores, Path folder, Problems problems) {}

  private ClearUploads(Request request, Configured configured, Dialog dialog) {
    this.request = request;
    this.configured = configured;
    this.dialog = dialog;
    NamespaceNames.check(request.namespaces());
    if (request.deletes()
        && configured.stores().stream().allMatch(store -> store.delete().isEmpty())) {
      throw TidydagException.configuration(
          "--delete: upload_paths names no program that deletes; write delete: [hdfs, dfs, -rm, -r, -f,"
              + " \"/staging/{folders}\"], or the like");
    }
    this.minAge = CleanupWishes.minAge(request.minAge());
    if (minAge.compareTo(LEAST_AGE) < 0) {
      throw TidydagException.configuration(
          "--min-age "
              + request.minAge()
              + ": a submission uploads before anything names the folders; write 1d or more");
    }
  }

  /**
   * Reads the configuration. It is not looked for upwards, since its programs run: above a shared
   * folder the file may be anyone's.
   *
   * @param given else {@code .tidydag.yaml} in the working directory
   * @throws TidydagException if there is none, or it names no store
   */
  public static Configured configured(Optional<Path> given) {
    Path file = given.orElse(Path.of(Workspace.CONFIG));
    if (given.isEmpty() && !Files.isRegularFile(file)) {
      throw TidydagException.configuration(
          "there is no .tidydag.yaml here, and the programs of one further up are not run unless --config"
              + " names it");
    }
    Workspace.Found found =
        new Workspace(Tables.load(), Optional.of(file), Optional.empty()).of(Path.of(""));
    if (found.config().uploadStores().isEmpty() && !found.problems().hasErrors()) {
      throw TidydagException.configuration(
          PathNames.shown(file)
              + ": says nothing of upload_paths; write there what lists them, such as"
              + " upload_paths: [{path: \"hdfs:///staging\", list: [hdfs, dfs, -ls, /staging]}]");
    }
    return new Configured(found.config().uploadStores(), found.folder(), found.problems());
  }

  /**
   * Lists, looks who names what, and deletes if asked.
   *
   * @throws TidydagException if the age is none or too short, a namespace is none, no store has a
   *     program that deletes though that is asked, the cluster does not answer, or nobody agreed;
   *     nothing was deleted
   */
  public static UploadReport run(Request request, Configured configured, Dialog dialog) {
    ClearUploads clear = new ClearUploads(request, configured, dialog);
    try (ClusterConnection cluster =
        ClusterConnection.open(request.kubeconfig(), request.context(), Power.READ)) {
      dialog.tell("cluster " + cluster.shown());
      return clear.run(cluster);
    } catch (ClusterException e) {
      throw TidydagException.cluster(e.getMessage() + "; nothing was deleted", e);
    }
  }

  private UploadReport run(ClusterConnection cluster) {
    List<ClearedStore> found = new ArrayList<>();
    UploadRules rules = rules(cluster);
    for (UploadStore store : configured.stores()) {
      found.add(find(store, rules));
    }
    List<ClearedStore> wanted = found.stream().filter(this::isToBeCleared).toList();
    if (wanted.isEmpty()) {
      return new UploadReport(found, rules.mentions().gaps());
    }
    String question =
        "Delete %d folders in %s? Nothing brings them back."
            .formatted(
                wanted.stream().mapToInt(store -> store.garbage().size()).sum(),
                wanted.stream().map(ClearedStore::path).collect(Collectors.joining(", ")));
    if (!dialog.agrees(question)) {
      throw TidydagException.configuration("not confirmed: nothing was deleted");
    }
    UploadRules now = rules(cluster); // whoever was asked may have taken an hour
    List<ClearedStore> cleared = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      ClearedStore store = judged(found.get(i), now);
      cleared.add(isToBeCleared(store) ? clear(configured.stores().get(i), store) : store);
    }
    return new UploadReport(cleared, now.mentions().gaps());
  }

  private boolean isToBeCleared(ClearedStore store) {
    return request.deletes() && store.mayDelete() && !store.garbage().isEmpty();
  }

  private UploadRules rules(ClusterConnection cluster) {
    Mentions mentions = new MentionReader(cluster).read(request.namespaces());
    return new UploadRules(mentions, minAge, request.clock().instant());
  }

  private ClearedStore find(UploadStore store, UploadRules rules) {
    boolean mayDelete = !store.delete().isEmpty();
    try {
      List<JudgedFolder> folders = list(store).stream().map(rules::judge).toList();
      return new ClearedStore(store.path(), mayDelete, folders, Set.of(), List.of());
    } catch (IOException e) {
      return new ClearedStore(
          store.path(),
          mayDelete,
          List.of(),
          Set.of(),
          List.of("not listed: " + TextFiles.reason(e)));
    }
  }

  private static ClearedStore judged(ClearedStore store, UploadRules rules) {
    return new ClearedStore(
        store.path(),
        store.mayDelete(),
        store.folders().stream().map(f -> rules.judge(f.folder())).toList(),
        Set.of(),
        store.failures());
  }

  private List<UploadFolder> list(UploadStore store) throws IOException {
    try (Program.Output output = run(store.list());
        BufferedReader lines = output.lines()) {
      return UploadListing.read(lines);
    }
  }

  private Program.Output run(List<String> command) throws IOException {
    dialog.tell("$ " + Program.shown(command));
    return Program.run(command, configured.folder());
  }

  /** What a program says that it deleted is believed once it is not listed any more. */
  private ClearedStore clear(UploadStore store, ClearedStore found) {
    List<String> wanted = found.garbage().stream().map(f -> f.folder().name()).toList();
    List<String> failures = new ArrayList<>();
    int step = store.atOnce(AT_ONCE);
    for (int from = 0; from < wanted.size() && failures.size() < MOST_FAILURES; from += step) {
      int to = Math.min(from + step, wanted.size());
      try {
        run(store.delete(wanted.subList(from, to))).close();
      } catch (IOException e) {
        failures.add(TextFiles.reason(e));
      }
      dialog.progress(to, wanted.size());
    }
    Set<String> deleted = new HashSet<>();
    try {
      deleted.addAll(wanted);
      list(store).forEach(left -> deleted.remove(left.name()));
      if (deleted.size() < wanted.size()) {
        failures.add(
            "%d of %d are still listed".formatted(wanted.size() - deleted.size(), wanted.size()));
      }
    } catch (IOException e) {
      deleted.clear();
      failures.add("what is left was not listed: " + TextFiles.reason(e));
    }
    return new ClearedStore(found.path(), true, found.folders(), deleted, failures);
  }
}
