package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Edits;
import io.github.tidydag.lint.Fix;
import io.github.tidydag.lint.PodPlace;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;

/** The old name of {@code serviceAccountName} in a pod. */
final class OldAccountKey extends PodRule {
  private static final String NEW = "serviceAccountName";

  OldAccountKey() {
    super(
        new RuleInfo(
            "ACC004",
            "old-account-key",
            Severity.INFO,
            "A pod names its account by `serviceAccount`",
            """
            Pods know the key under its old name, too, and `serviceAccountName` wins where both stand.
            Airflow merges pods by keys: a `service_account_name` of an operator does not replace it.
            """,
            "Write `serviceAccountName`.",
            WITH_PODS));
  }

  @Override
  protected void check(Document document, PodPlace pod, Sink sink) {
    Block spec = pod.spec();
    Optional<Node.Entry> entry = spec.find("serviceAccount");
    if (pod.role() != PodPlace.Role.SPARK && entry.isPresent()) {
      boolean both = spec.has(NEW);
      sink.key(
          entry.get(),
          both
              ? "is the old name of serviceAccountName, which stands here, too; remove it"
              : "is the old name; write serviceAccountName",
          both ? null : new Fix("write " + NEW, true, List.of(Edits.rename(entry.get(), NEW))));
    }
  }
}
