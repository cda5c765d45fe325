package io.github.tidydag.report;

import io.github.tidydag.janitor.CleanupPlan.Deletion;
import io.github.tidydag.janitor.CleanupResult;
import io.github.tidydag.janitor.CleanupResult.Kept;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.ResourceKind;
import io.github.tidydag.janitor.RestoreResult;
import io.github.tidydag.janitor.Tally;
import io.github.tidydag.source.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** For people: what became of a cleanup, or of a backup. */
public final class CleanupText {
  private static final int MOST_LINES = 20;

  private CleanupText() {}

  /** What was deleted, what was not, and why. */
  public static String of(CleanupResult result) {
    StringBuilder out = new StringBuilder();
    left(result.kept(), "kept", out);
    for (Gap gap : result.unread()) {
      out.append("not read: %s in %s: %s%n".formatted(gap.kind(), gap.namespace(), gap.reason()));
    }
    missing(result, out);
    if (!result.gone().isEmpty()) {
      out.append(result.gone().size()).append(" were gone already\n");
    }
    if (result.deleted().isEmpty()) {
      out.append("nothing was deleted\n");
    } else {
      out.append("deleted ")
          .append(Tally.kinds(result.deleted().stream().map(Deletion::resource)))
          .append("; Kubernetes collects ")
          .append(result.deleted().stream().flatMap(d -> d.takes().stream()).distinct().count())
          .append(" more that they own\n");
    }
    result
        .stopped()
        .ifPresent(
            why ->
                out.append("stopped: ")
                    .append(why)
                    .append("\nThe rest stays; run it again, and it goes on from there.\n"));
    return out.toString();
  }

  /** The first of each reason, and how many more. */
  private static void left(List<Kept> left, String word, StringBuilder out) {
    Map<String, List<Kept>> byReason = new LinkedHashMap<>();
    left.forEach(kept -> byReason.computeIfAbsent(kept.reason(), r -> new ArrayList<>()).add(kept));
    byReason.entrySet().stream()
        .limit(MOST_LINES)
        .forEach(
            e ->
                out.append(e.getValue().get(0).isFailure() ? "failed " : word + " ")
                    .append(Text.visible(e.getValue().get(0).resource().namespace()))
                    .append('/')
                    .append(Text.visible(e.getValue().get(0).resource().shown()).replace(' ', '/'))
                    .append(
                        e.getValue().size() == 1
                            ? ""
                            : " and " + (e.getValue().size() - 1) + " more")
                    .append(": ")
                    .append(Text.visible(e.getKey()))
                    .append('\n'));
    if (byReason.size() > MOST_LINES) {
      out.append("and for ").append(byReason.size() - MOST_LINES).append(" other reasons\n");
    }
  }

  private static void missing(CleanupResult result, StringBuilder out) {
    Map<String, Set<String>> rules = new TreeMap<>();
    for (Gap gap : result.unread()) {
      if (gap.isForbidden()) {
        add(rules, gap.namespace(), gap.kind(), "get, list");
      }
    }
    result.missing().forEach(right -> add(rules, right.namespace(), right.kind(), right.verb()));
    if (rules.isEmpty()) {
      return;
    }
    out.append("The account lacks rights. What to ask for:\n");
    rules.forEach(
        (namespace, lines) -> {
          out.append(
              """
              ---
              apiVersion: rbac.authorization.k8s.io/v1
              kind: Role
              metadata: {name: tidydag-janitor-more, namespace: %s}
              rules:
              """
                  .formatted(namespace));
          lines.forEach(out::append);
        });
    out.append("---\n");
  }

  private static void add(
      Map<String, Set<String>> rules, String namespace, ResourceKind kind, String verbs) {
    rules
        .computeIfAbsent(namespace, ns -> new TreeSet<>())
        .add(
            "- {apiGroups: [\"%s\"], resources: [%s], verbs: [%s]}\n"
                .formatted(kind.group(), kind.plural(), verbs));
  }

  /** What is there again, what is not, and why. */
  public static String of(RestoreResult result) {
    StringBuilder out = new StringBuilder();
    left(result.left(), "left", out);
    out.append(result.created().isEmpty() ? "nothing" : result.created().size() + " objects")
        .append(" created\n");
    return out.toString();
  }
}
