package io.github.tidydag.spec;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tasks get that do not say it: the spec's {@code defaults}, then the configuration's. */
final class Defaults {
  private static final Set<String> KINDS = Set.of("pod", "spark", "job");

  private final List<Node.Mapping> layers;
  private final Problems problems;

  Defaults(Optional<Node> ofSpec, Optional<Node.Mapping> ofProject, Problems problems) {
    this.problems = problems;
    List<Node.Mapping> all = new ArrayList<>();
    ofSpec.ifPresent(
        node -> {
          if (node instanceof Node.Mapping mapping) {
            all.add(mapping);
          } else {
            problems.error(node.at(), node.describe(), "defaults is a mapping; write key: value");
          }
        });
    ofProject.ifPresent(all::add);
    layers = all;
  }

  /** A task's own arguments, and the defaults that they leave. */
  List<Node.Entry> task(List<Node.Entry> own) {
    return merge(own, layers.stream().map(this::taskEntries).toList(), Set.of());
  }

  private List<Node.Entry> taskEntries(Node.Mapping layer) {
    return layer.entries().stream().filter(e -> !KINDS.contains(e.name())).toList();
  }

  /** The arguments under a kind, and the defaults that they leave. */
  List<Node.Entry> of(String kind, List<Node.Entry> own, Set<String> mapped) {
    List<List<Node.Entry>> entries = new ArrayList<>();
    for (Node.Mapping layer : layers) {
      Optional<Node> node = layer.get(kind);
      if (node.isPresent() && node.get() instanceof Node.Mapping mapping) {
        entries.add(mapping.entries());
      } else if (node.isPresent()) {
        problems.error(
            node.get().at(), node.get().describe(), "defaults." + kind + " is a mapping");
      }
    }
    return merge(own, entries, mapped);
  }

  private static List<Node.Entry> merge(
      List<Node.Entry> own, List<List<Node.Entry>> layers, Set<String> taken) {
    List<Node.Entry> merged = new ArrayList<>(own);
    Set<String> names = new HashSet<>(taken);
    own.forEach(e -> names.add(e.name()));
    for (List<Node.Entry> layer : layers) {
      for (Node.Entry entry : layer) {
        if (names.add(entry.name())) {
          merged.add(entry);
        }
      }
    }
    return merged;
  }
}
