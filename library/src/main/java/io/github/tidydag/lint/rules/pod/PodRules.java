package io.github.tidydag.lint.rules.pod;

import io.github.tidydag.lint.Rule;
import java.util.ArrayList;
import java.util.List;

/** The rules about pods. */
public final class PodRules {
  private PodRules() {}

  /** All of them. */
  public static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    rules.addAll(
        List.of(
            new BaseNotFirst(),
            new FirstNotBase(),
            new TemplateRestartPolicy(),
            new InjectedSidecar(),
            new XComClash(),
            new LostInTemplate(),
            new NoGrace(),
            new FixedNode(),
            new UnusedVolume(),
            new Tolerations(),
            new ValueAndSource(),
            new VolumeSources(),
            new NoImage(),
            new DeadAnnotations(),
            new OldNodeLabels()));
    rules.addAll(EndlessSidecar.all());
    rules.addAll(ReservedLabels.all());
    rules.addAll(TemplateIdentity.all());
    rules.addAll(MountWithoutVolume.all());
    rules.addAll(Twice.all());
    rules.addAll(Amounts.all());
    return List.copyOf(rules);
  }
}
