package io.github.tidydag.lint.rules.schema;

import io.github.tidydag.kubernetes.KubernetesTypes;
import io.github.tidydag.lint.Rule;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rules that compare documents with the schemas of their kinds: SPK100 to SPK149, POD100 to
 * 103.
 */
public final class SchemaRules {
  private SchemaRules() {}

  /** All of them; they share the tables, which are read when a document first needs them. */
  public static List<Rule> all(Supplier<KubernetesTypes> kubernetes) {
    SchemaTables schemas = new SchemaTables(kubernetes);
    return List.of(
        new SchemaRule(schemas),
        new PodSchema(schemas),
        new UnknownKind(schemas),
        new OverriddenInTemplate(),
        new TemplateNeedsSpark3());
  }
}
