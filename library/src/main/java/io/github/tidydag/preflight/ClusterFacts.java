package io.github.tidydag.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.tidydag.rbac.Action;
import io.github.tidydag.rbac.Subject;
import java.util.List;
import java.util.Optional;

/** What is asked of a cluster. The same question has the same answer. */
public interface ClusterFacts {
  /** {@code v1.36.1}. */
  Fact<String> version();

  /**
   * An object; empty if there is none. A Secret is never read: it is an object with its {@code
   * type} alone.
   *
   * @param namespace empty for what is in none
   */
  Fact<Optional<JsonNode>> object(FactKind kind, String namespace, String name);

  /**
   * All objects of a kind; none if the cluster has no such kind.
   *
   * @param namespace empty for what is in none
   */
  Fact<List<JsonNode>> list(FactKind kind, String namespace);

  /** Whether a version of a group is served with a kind; by its plural. */
  Fact<Boolean> serves(String group, String version, String plural);

  /** The schema of a kind of a custom resource, as OpenAPI 3 has it; empty if it has none. */
  Fact<Optional<JsonNode>> schema(String group, String version, String kind);

  /**
   * Whether somebody may do something.
   *
   * @param who empty for whoever asks
   */
  Fact<Boolean> may(Optional<Subject> who, Action action);
}
