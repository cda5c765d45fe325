package io.github.tidydag.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.cluster.ClusterConnection;
import io.github.tidydag.cluster.ClusterException;
import io.github.tidydag.cluster.ObjectReader;
import io.github.tidydag.cluster.ObjectWriter;
import io.github.tidydag.cluster.Power;
import io.github.tidydag.janitor.CleanupResult.Kept;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.ResourceReader;
import io.github.tidydag.janitor.RestoreResult;
import io.github.tidydag.janitor.Tally;
import io.github.tidydag.source.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Brings back what a backup of the janitor holds. */
public final class RestoreBackup {
  /** What comes back unless somebody asks for other kinds: nothing that runs. */
  public static final Set<ResourceKind> USUAL_KINDS =
      Set.of(
          ResourceKind.CONFIG_MAP,
          ResourceKind.SERVICE,
          ResourceKind.SECRET,
          ResourceKind.PERSISTENT_VOLUME_CLAIM);

  /** Owners first, so that what they own can name them. */
  private static final List<Set<ResourceKind>> ORDER =
      List.of(
          Set.of(ResourceKind.SPARK_APPLICATION, ResourceKind.APACHE_SPARK_APPLICATION),
          Set.of(ResourceKind.POD),
          USUAL_KINDS);

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  private final Request request;
  private final Dialog dialog;
  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final Map<String, Optional<String>> uids = new HashMap<>();
  private final List<Resource> created = new ArrayList<>();
  private final List<Kept> left = new ArrayList<>();
  private int total;
  private int done;

  /** What to bring back, and where. */
  public record Request(
      Path backup, Set<ResourceKind> kinds, Optional<Path> kubeconfig, Optional<String> context) {}

  private RestoreBackup(Request request, Dialog dialog, ClusterConnection cluster) {
    this.request = request;
    this.dialog = dialog;
    this.reader = new ObjectReader(cluster);
    this.writer = new ObjectWriter(cluster);
  }

  /**
   * Asks, and creates what is not there.
   *
   * @throws TidydagException if the file is no backup, or the cluster does not answer; what was
   *     created by then stays, and the next run goes on from there
   */
  public static RestoreResult restore(Request request, Dialog dialog) {
    Contents contents = Contents.of(request);
    try (ClusterConnection cluster =
        ClusterConnection.open(request.kubeconfig(), request.context(), Power.CREATE)) {
      return new RestoreBackup(request, dialog, cluster).restore(cluster.shown(), contents);
    } catch (ClusterException e) {
      throw TidydagException.cluster(String.valueOf(e.getMessage()), e);
    }
  }

  /** What is in a backup. */
  private record Contents(Backup.Header header, List<Resource> wanted, List<Kept> others) {
    static Contents of(Request request) {
      List<Resource> wanted = new ArrayList<>();
      List<Kept> others = new ArrayList<>();
      Backup.Header header =
          Backup.read(
              request.backup(),
              object -> {
                Resource resource = resource(object);
                if (isWanted(resource, request)) {
                  check(resource, request.backup());
                  wanted.add(resource);
                } else {
                  others.add(new Kept(resource, "not among the kinds to bring back"));
                }
              });
      return new Contents(header, wanted, others);
    }

    /** What the janitor cannot have saved, since both become parts of a path. */
    private static void check(Resource resource, Path backup) {
      String namespace = resource.namespace();
      if (!NamespaceNames.NAME.matcher(namespace).matches()
          || PlanOptions.isKubernetesOwn(namespace)
          || !NAME.matcher(resource.name()).matches()) {
        throw TidydagException.files(
            "%s: holds a %s of name '%s' in namespace '%s', which no janitor saved; nothing was created"
                .formatted(
                    PathNames.shown(backup),
                    resource.kindName(),
                    Text.visible(resource.name()),
                    Text.visible(namespace)),
            null);
      }
    }
  }

  private RestoreResult restore(String cluster, Contents contents) {
    left.addAll(contents.others());
    dialog.tell("cluster " + cluster);
    dialog.tell("a backup of " + contents.header().cluster() + ", " + contents.header().taken());
    total = contents.wanted().size();
    if (total == 0) {
      return new RestoreResult(created, left);
    }
    String what = Tally.kinds(contents.wanted().stream());
    if (!dialog.agrees("Create %s in %s?".formatted(what, cluster))) {
      throw TidydagException.configuration("not confirmed: nothing was created");
    }
    for (Set<ResourceKind> step : ORDER) {
      Backup.read(request.backup(), object -> create(object, step));
    }
    return new RestoreResult(created, left);
  }

  private static Resource resource(ObjectNode object) {
    return ResourceReader.owner(
        object, object.path("apiVersion").asText(), object.path("kind").asText());
  }

  private static boolean isWanted(Resource resource, Request request) {
    return resource.kind().filter(request.kinds()::contains).isPresent();
  }

  private void create(ObjectNode saved, Set<ResourceKind> step) {
    Resource resource = resource(saved);
    if (!isWanted(resource, request) || !step.contains(resource.kind().orElseThrow())) {
      return;
    }
    ResourceKind kind = resource.kind().orElseThrow();
    ObjectWriter.Answer answer =
        writer.create(
            kind, RestoredObject.of(saved, kind, owner -> uid(owner, resource.namespace())));
    switch (answer.outcome()) {
      case DONE -> {
        created.add(resource);
        uids.put(resource.uid(), Optional.of(answer.uid()));
      }
      case CONFLICT -> {
        uids.remove(resource.uid()); // it may be there only since somebody asked for its owner
        left.add(new Kept(resource, "there is one of that name"));
      }
      case GONE, LATER, REFUSED -> left.add(new Kept(resource, answer.message(), true));
    }
    done++;
    dialog.progress(done, total);
  }

  /** The uid that an owner has now: its own if it is there, a new one if it was brought back. */
  private Optional<String> uid(JsonNode owner, String namespace) {
    return uids.computeIfAbsent(
        owner.path("uid").asText(),
        uid ->
            reader
                .owner(owner, namespace)
                .filter(found -> RestoredObject.isOrWas(found, uid))
                .map(found -> found.at("/metadata/uid").asText()));
  }
}
