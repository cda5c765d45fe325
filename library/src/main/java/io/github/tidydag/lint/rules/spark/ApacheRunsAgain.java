package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.lint.rules.common.Rewriting;
import io.github.tidydag.source.Node;
import java.util.Optional;

/** An application of the Apache operator that is run again after success. */
final class ApacheRunsAgain extends ApacheRule {
  ApacheRunsAgain() {
    super(
        "SPK204",
        "apache-runs-again",
        Severity.WARNING,
        "An application of the Apache operator is run again after success",
        """
        `restartPolicy: Always` starts the application again whatever its end was, up to
        `maxRestartAttempts`, 3 by default; with `restartCounterResetMillis` from 0 the counting begins anew,
        and there is no last run.
        """,
        "Write `OnFailure` or `OnInfrastructureFailure`. Keep `Always` for a stream.",
        APPLICATION);
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    Optional<Node.Scalar> policy =
        spec.known(ApacheNoTimeToLive.TOLERATIONS, "restartConfig", "restartPolicy");
    if (Values.is(policy, "Always") && !Servers.isOne(spec)) {
      sink.value(
          policy.get(),
          "starts the application again after success, too; write OnFailure or"
              + " OnInfrastructureFailure",
          Rewriting.of(document, policy.get(), "OnFailure", false));
    }
  }
}
