package io.github.tidydag;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/**
 * Who may know whom. {@link #MAY_KNOW} is the whole of it: a package without an entry fails the
 * test, so that every new one is given its place.
 */
final class ArchitectureTest {
  private static final String ROOT = "io.github.tidydag.";

  /** A package, and the packages of ours that it may use. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("api", Set.of("source", "spec", "lint", "app")),
          Map.entry("source", Set.of()),
          Map.entry("text", Set.of()),
          Map.entry(
              "report",
              Set.of("source", "text", "lint", "janitor", "uploads", "rbac", "preflight")),
          Map.entry("python", Set.of("text")),
          Map.entry("tables", Set.of()),
          Map.entry("airflow", Set.of("tables")),
          Map.entry("kubernetes", Set.of("tables")),
          Map.entry("spark", Set.of("tables", "kubernetes")),
          Map.entry("spec", Set.of("source", "python", "tables", "airflow", "kubernetes", "spark")),
          Map.entry("cleanup", Set.of("source", "tables", "airflow", "spec")),
          Map.entry("janitor", Set.of()),
          Map.entry("uploads", Set.of("janitor")),
          Map.entry("rbac", Set.of()),
          Map.entry("preflight", Set.of("source", "kubernetes", "spark", "rbac")),
          Map.entry("cluster", Set.of("janitor", "uploads", "rbac", "preflight")),
          Map.entry("objects", Set.of("source", "spec", "cleanup")),
          Map.entry("preview", Set.of("tables")),
          Map.entry("convert", Set.of("source", "kubernetes")),
          Map.entry("lint", Set.of("source", "tables", "kubernetes", "spark", "rbac")),
          Map.entry("schema", Set.of("tables", "airflow", "kubernetes", "spark", "spec", "lint")),
          Map.entry(
              "render",
              Set.of(
                  "source",
                  "text",
                  "python",
                  "tables",
                  "airflow",
                  "kubernetes",
                  "spec",
                  "janitor",
                  "rbac",
                  "preflight",
                  "cleanup")),
          Map.entry(
              "app",
              Set.of(
                  "source",
                  "text",
                  "report",
                  "tables",
                  "airflow",
                  "kubernetes",
                  "spark",
                  "spec",
                  "cleanup",
                  "preview",
                  "objects",
                  "convert",
                  "schema",
                  "lint",
                  "janitor",
                  "uploads",
                  "rbac",
                  "preflight",
                  "cluster",
                  "render")));

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT.substring(0, ROOT.length() - 1));

  @Test
  void every_package_has_its_place() {
    Set<String> packages = new TreeSet<>();
    LIBRARY.forEach(type -> packages.add(topPackage(type)));
    assertThat(packages).isNotEmpty().isSubsetOf(MAY_KNOW.keySet());
  }

  @TestFactory
  List<DynamicTest> packages_know_only_what_they_may() {
    return new TreeMap<>(MAY_KNOW)
        .entrySet().stream()
            .map(
                entry ->
                    DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> knowsOnly(entry.getKey(), entry.getValue()).check(LIBRARY)))
            .toList();
  }

  @Test
  void permissions_are_used() {
    Map<String, Set<String>> known = new TreeMap<>();
    for (JavaClass type : LIBRARY) {
      Set<String> ofPackage = known.computeIfAbsent(topPackage(type), name -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .forEach(target -> ofPackage.add(topPackage(target)));
    }
    MAY_KNOW.forEach((name, others) -> assertThat(known.get(name)).as(name).containsAll(others));
  }

  @Test
  void there_are_no_cycles() {
    slices()
        .matching(ROOT + "(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(LIBRARY);
  }

  @Test
  void the_library_has_no_command_line() {
    onlyIn(Set.of(), "picocli..").check(LIBRARY);
  }

  @Test
  void only_cluster_knows_the_cluster_client() {
    onlyIn(Set.of("cluster"), "io.fabric8..").check(LIBRARY);
  }

  @Test
  void only_render_knows_the_template_engine() {
    onlyIn(Set.of("render"), "freemarker..").check(LIBRARY);
  }

  /** Others may dump: what is read without {@code source} has no place to show in a message. */
  @Test
  void only_source_loads_yaml() {
    onlyIn(Set.of("source", "render", "convert"), "org.yaml.snakeyaml..").check(LIBRARY);
    noClasses()
        .that(outside(Set.of("source")))
        .should()
        .callMethodWhere(
            describe(
                "reads YAML",
                (JavaCall<?> call) ->
                    call.getTargetOwner().isEquivalentTo(Yaml.class)
                        && call.getName().matches("(load|parse|compose).*")))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.yaml.snakeyaml.composer..",
            "org.yaml.snakeyaml.parser..",
            "org.yaml.snakeyaml.scanner..")
        .allowEmptyShould(true)
        .check(LIBRARY);
  }

  @Test
  void the_rules_can_fail() {
    assertThatThrownBy(() -> onlyIn(Set.of("python"), "org.yaml.snakeyaml..").check(LIBRARY))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("YamlComposer");
    assertThatThrownBy(() -> knowsOnly("convert", Set.of()).check(LIBRARY))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ManifestImport");
  }

  private static ArchRule knowsOnly(String name, Set<String> known) {
    return noClasses()
        .that(resideInAnyPackage(ROOT + name + ".."))
        .should()
        .dependOnClassesThat(
            describe(
                "are another package's of ours than " + new TreeSet<>(known),
                type ->
                    type.getPackageName().startsWith(ROOT)
                        && !topPackage(type).equals(name)
                        && !known.contains(topPackage(type))))
        .allowEmptyShould(true);
  }

  private static ArchRule onlyIn(Set<String> names, String... packages) {
    return noClasses()
        .that(outside(names))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> outside(Set<String> names) {
    return describe(
        "are outside of " + new TreeSet<>(names), type -> !names.contains(topPackage(type)));
  }

  private static String topPackage(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.", 2)[0] : name;
  }
}
