package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles and bindings of several files. */
final class LintProjectRightsTest {
  private static final String DELETES =
      "{apiGroups: [''], resources: [configmaps], verbs: [delete]}";
  private static final String SHARED = "{kind: ServiceAccount, name: airflow, namespace: a}";
  private static final String APPLICATION =
      """
      apiVersion: sparkoperator.k8s.io/v1beta2
      kind: SparkApplication
      metadata: {name: pi, namespace: jobs}
      spec: {type: Scala, mode: cluster}
      """;
  private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    Files.createDirectories(parent == null ? folder : parent);
    return Files.writeString(file, text);
  }

  private LintProject.Request request(String... paths) {
    return new LintProject.Request(
        Arrays.stream(paths).map(p -> p.equals("-") ? p : folder.resolve(p).toString()).toList(),
        Optional.empty(),
        Optional.empty(),
        RuleSources.NONE,
        Optional.empty(),
        Optional.empty(),
        TODAY,
        InputStream.nullInputStream());
  }

  private LintProject.Result lint(String... paths) {
    return LintProject.lint(request(paths));
  }

  private static String role(String metadata, String rules) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: %s
    rules: [%s]
    """
        .formatted(metadata, rules);
  }

  private static String binding(String metadata, String subject) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: %s
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: tidy}
    subjects:
      - %s
    """
        .formatted(metadata, subject);
  }

  private List<String> rights() {
    return lint(".").findings().stream()
        .filter(f -> !f.rule().id().startsWith("SPK"))
        .map(f -> f.at().toString().replace(folder + "/", "") + " " + f.rule().id())
        .toList();
  }

  @Test
  void a_role_of_another_file_counts() throws IOException {
    String here = "{name: tidy, namespace: data}";
    write("roles/role.yaml", role(here, DELETES));
    write("bindings/binding.yaml", binding(here, SHARED));
    write("z.yaml", APPLICATION);
    assertThat(rights()).containsExactly("bindings/binding.yaml:6:34 RBA014");
    assertThat(lint("bindings").findings()).isEmpty();
    write("roles/second.yaml", role(here, DELETES.replace("delete", "get")));
    assertThat(rights()).as("which of the two holds is not known").isEmpty();
    write("roles/second.yaml", role(here, DELETES));
    assertThat(rights()).as("they say the same").hasSize(1);
    write("bindings/binding.yaml", binding(here, SHARED + " # tidydag: ignore RBA014 -- for now"));
    assertThat(rights()).isEmpty();
    assertThat(lint(".").suppressed()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void without_a_namespace_a_role_is_that_of_its_folder() throws IOException {
    write("dev/role.yaml", role("{name: tidy}", DELETES));
    write("dev/binding.yaml", binding("{name: tidy}", SHARED));
    write("prod/all.yaml", role("{name: tidy}", DELETES.replace("delete", "get")));
    write("prod/binding.yaml", binding("{name: tidy}", SHARED));
    write("stage/binding.yaml", binding("{name: tidy}", SHARED));
    assertThat(rights()).containsExactly("dev/binding.yaml:6:34 RBA014");
  }

  @Test
  void what_jinja_or_a_patch_says_of_a_role_is_not_known() throws IOException {
    String here = "{name: tidy, namespace: data}";
    write("binding.yaml", binding(here, SHARED));
    for (String rules :
        List.of(
            DELETES.replace("configmaps", "'{{ what }}'"),
            DELETES + "]\n{% if more %}\nmore: [1",
            DELETES.replace("['']", "'{{ groups }}'"))) {
      write("role.yaml", role(here, rules));
      assertThat(rights()).as(rules).doesNotContain("binding.yaml:6:34 RBA014");
    }
    write("role.yaml", role(here, DELETES));
    assertThat(rights()).containsExactly("binding.yaml:6:34 RBA014");
    write("kustomize/kustomization.yaml", "patches: [{path: patch.yaml}]\n");
    write("kustomize/patch.yaml", role(here, DELETES.replace("configmaps", "pods")));
    assertThat(rights()).isEmpty();
    write("kustomize/patch.yaml", "a: b\n");
    write("binding.yaml", binding("{name: tidy, namespace: '{{ ns }}'}", SHARED));
    assertThat(rights()).isEmpty();
  }
}
