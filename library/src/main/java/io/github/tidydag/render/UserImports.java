package io.github.tidydag.render;

import io.github.tidydag.cleanup.DagPlan;
import io.github.tidydag.spec.Schedule;
import io.github.tidydag.spec.Value;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What users import: expressions rely on its names, and no variable may hide it. */
final class UserImports {
  private final Set<String> found = new LinkedHashSet<>();

  private UserImports() {}

  static Set<String> of(DagPlan plan) {
    UserImports imports = new UserImports();
    imports.all(plan.spec().arguments().values());
    if (plan.spec().schedule() instanceof Schedule.Custom custom) {
      imports.one(custom.timetable());
    }
    plan.spec().groups().forEach(g -> imports.all(g.arguments().values()));
    plan.tasks()
        .forEach(
            t -> {
              imports.all(t.common().values());
              imports.all(t.arguments().values());
              imports.all(t.task().common().expand().values());
            });
    if (plan.owner().isPresent()) {
      imports.all(plan.spec().cleanup().releaseTask().values());
    }
    return imports.found;
  }

  private void all(Collection<Value> values) {
    values.forEach(this::one);
  }

  private void entries(List<Value.Entry> entries) {
    entries.forEach(e -> one(e.value()));
  }

  private void one(Value value) {
    if (value instanceof Value.Code code) {
      found.addAll(code.imports());
    } else if (value instanceof Value.Imported imported) {
      found.add(imported.dotted());
    } else if (value instanceof Value.Items items) {
      all(items.items());
    } else if (value instanceof Value.Dict dict) {
      entries(dict.entries());
    } else if (value instanceof Value.KubernetesObject object) {
      entries(object.fields());
    } else if (value instanceof Value.Instance instance) {
      entries(instance.arguments());
    }
  }
}
