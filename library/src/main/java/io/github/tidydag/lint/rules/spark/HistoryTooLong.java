package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A schedule that keeps many runs, and all that they made. */
final class HistoryTooLong extends ScheduleRule {
  private static final String OPTION = "most";

  HistoryTooLong() {
    super(
        "SPK022",
        "history-too-long",
        Severity.WARNING,
        "A schedule keeps many finished runs, and no time to live takes them",
        """
        Each run that is kept keeps its driver pod, one or two ConfigMaps and a Service. They are
        pruned only when another run starts, so the runs of a schedule that is suspended or failing
        stay for as long as it exists.
        """,
        """
        Write a small limit, or `timeToLiveSeconds` in the template, which takes runs whether others
        start or not.
        """,
        List.of(new RuleInfo.Option(OPTION, List.of("10"), "how many runs may be kept")));
  }

  @Override
  void check(Document document, Block spec, Sink sink) {
    if (spec.find("template", NoTimeToLive.KEY).isPresent() || !document.isWhole()) {
      return;
    }
    for (String limit : HistoryLimitNegative.LIMITS) {
      Optional<Node.Scalar> value = spec.known(limit);
      OptionalLong number = Values.whole(value);
      if (number.isPresent() && number.getAsLong() > Values.number(document, info(), OPTION)) {
        sink.value(
            value.get(),
            "finished runs keep as many driver pods and more ConfigMaps; write less, or"
                + " timeToLiveSeconds in the template");
      }
    }
  }
}
