package io.github.tidydag.preflight;

/** Whether the classes that pods name are there: the API server refuses a pod with another. */
final class ClassesInspection implements Inspection {
  @Override
  public void inspect(RunNeeds needs, ClusterFacts facts, Results results) {
    for (PodNeed pod : needs.pods()) {
      check(
          pod,
          CheckKind.PRIORITY_CLASS,
          FactKind.PRIORITY_CLASS,
          "priorityClassName",
          facts,
          results);
      check(
          pod, CheckKind.RUNTIME_CLASS, FactKind.RUNTIME_CLASS, "runtimeClassName", facts, results);
    }
  }

  private static void check(
      PodNeed pod,
      CheckKind kind,
      FactKind object,
      String key,
      ClusterFacts facts,
      Results results) {
    String name = pod.spec().path(key).asText();
    if (ObjectNames.isKnown(name)) {
      Existence.check(kind, object, pod, pod.place(key), "", name, facts, results)
          .ifPresent(found -> results.ok(kind, pod, pod.place(key), name, "is there"));
    }
  }
}
