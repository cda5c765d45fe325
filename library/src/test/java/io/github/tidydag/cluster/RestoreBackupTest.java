package io.github.tidydag.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.app.RestoreBackup;
import io.github.tidydag.app.TidydagException;
import io.github.tidydag.janitor.CleanupResult;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.RestoreResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back of a backup. */
final class RestoreBackupTest extends CleanupFixture {
  @Test
  void a_backup_is_for_its_owner_and_brings_back_what_does_not_run() throws IOException {
    finished("a");
    ObjectNode before = find("spark-drv-0000000000a-conf-map");
    CleanupResult result = apply(Optional.empty(), NAMESPACES);
    Path backup = result.backup().orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    assertThat(names()).isEmpty();

    RestoreResult restored = restore(backup, RestoreBackup.USUAL_KINDS);

    assertThat(names()).containsExactly("spark-drv-0000000000a-conf-map");
    ObjectNode after = find("spark-drv-0000000000a-conf-map");
    assertThat(after.path("data")).isEqualTo(before.path("data"));
    assertThat(after.path("immutable").asBoolean()).isTrue();
    assertThat(after.at("/metadata/uid")).isNotEqualTo(before.at("/metadata/uid"));
    assertThat(after.path("metadata").has("ownerReferences")).isFalse();
    assertThat(restored.left())
        .extracting(CleanupResult.Kept::reason)
        .containsOnly("not among the kinds to bring back");
    assertThat(restore(backup, RestoreBackup.USUAL_KINDS).left())
        .extracting(CleanupResult.Kept::reason)
        .contains("there is one of that name");
  }

  @Test
  void what_is_brought_back_with_its_owners_is_owned_again_and_no_pod_runs() throws IOException {
    finished("a");
    Path backup = apply(Optional.empty(), NAMESPACES).backup().orElseThrow();
    Set<ResourceKind> all = Set.of(ResourceKind.values());
    assertThat(restore(backup, all).created()).hasSize(3);
    ObjectNode pod = find("a-driver");
    assertThat(find("spark-drv-0000000000a-conf-map").at("/metadata/ownerReferences/0/uid"))
        .isEqualTo(pod.at("/metadata/uid"));
    assertThat(pod.at("/metadata/ownerReferences/0/uid")).isEqualTo(find("a").at("/metadata/uid"));
    assertThat(pod.at("/spec/schedulingGates/0/name").asText()).isEqualTo("tidydag.io/restored");
    assertThat(pod.at("/spec/schedulerName").asText()).isEqualTo("tidydag.io-restored");
    assertThat(pod.path("spec").has("nodeName")).isFalse();
    assertThat(pod.has("status")).isFalse();
  }

  @Test
  void a_restore_that_broke_off_is_gone_on_with_under_the_owners_that_it_made() throws IOException {
    finished("a");
    Path backup = apply(Optional.empty(), NAMESPACES).backup().orElseThrow();
    restore(backup, Set.of(ResourceKind.SPARK_APPLICATION, ResourceKind.POD));
    ObjectNode pod = find("a-driver");

    RestoreResult rest = restore(backup, Set.of(ResourceKind.values()));

    assertThat(rest.created())
        .extracting(Resource::name)
        .containsExactly("spark-drv-0000000000a-conf-map");
    assertThat(find("spark-drv-0000000000a-conf-map").at("/metadata/ownerReferences/0/uid"))
        .isEqualTo(pod.at("/metadata/uid"));
  }

  @Test
  void a_stranger_of_an_owners_name_gets_nothing_to_own() throws IOException {
    finished("a");
    Path backup = apply(Optional.empty(), NAMESPACES).backup().orElseThrow();
    ObjectNode stranger = FakeCluster.parse(DRIVER.formatted("a"));
    stranger.withObject("/metadata").put("uid", "another").remove("ownerReferences");
    cluster.add(stranger);

    restore(backup, Set.of(ResourceKind.values()));

    assertThat(find("spark-drv-0000000000a-conf-map").path("metadata").has("ownerReferences"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"kube-system,a", "'',a", "a b,a", "jobs,../x", "jobs,''"})
  void what_no_janitor_saved_creates_nothing(String namespace, String name) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("file"),
            """
            {"format":1,"tidydag":"1","cluster":"none","taken":"2026-11-28T00:00:00Z"}
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"%s","uid":"u"}}
            """
                .formatted(name, namespace));
    assertThatThrownBy(() -> restore(file, RestoreBackup.USUAL_KINDS))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("which no janitor saved; nothing was created");
    assertThat(cluster.writes).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"format\":1,\"cluster\":\"c\",\"taken\":\"x\"}"})
  void what_is_no_backup_creates_nothing(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), text);
    assertThatThrownBy(() -> restore(file, RestoreBackup.USUAL_KINDS))
        .isInstanceOf(TidydagException.class)
        .hasMessageContaining("cannot be read");
    assertThat(cluster.writes).hasValue(0);
  }
}
