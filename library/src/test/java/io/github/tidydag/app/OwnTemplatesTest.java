package io.github.tidydag.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tidydag.render.OwnTemplates;
import io.github.tidydag.spec.Tables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users' own templates shape files, and reach nothing but the view. */
final class OwnTemplatesTest {
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(folder.resolve(".tidydag.yaml"), "");
    Files.writeString(folder.resolve("secret.ftl"), "secret");
    Files.writeString(
        folder.resolve("a.dag.yaml"),
        """
        spec_version: 1
        dag_id: a
        description: it's "quoted"
        tasks:
          x: {empty: {}}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
        "${\"freemarker.template.utility.ObjectConstructor\"?new()(\"java.io.File\", \"x\")}",
        "${\"freemarker.template.utility.JythonRuntime\"?new()}",
        "${dag?api.header}",
        "${dag.class}",
        "${dag.class.name}",
        "${dag.getClass()}",
        "${dag.arguments[0].argument.value.getClass().forName(\"java.lang.Runtime\")}",
        "${dag.header?api.getClass()}",
        "${dag.arguments[0].class.classLoader}",
        "${dag.hashCode().class}",
        "${statics[\"java.lang.System\"].exit(1)}",
        "${.caller_template_name.class}",
        "<#include \"../secret.ftl\">",
        "<#include \"/../secret.ftl\">",
        "<#import \"..\\\\secret.ftl\" as s>",
        "<#include \"file:///etc/passwd\">",
        "<#assign x=\"freemarker.template.utility.Execute\"?new()>",
        "<#if",
        "${missing}",
        "${dag.wait()}",
        "<#list 1..100000000 as i><#stop 'enough'></#list>",
      })
  void reach_no_class_and_no_other_file(String template) throws IOException {
    template(template);
    TidydagException e = catchThrowableOfType(TidydagException.class, this::generate);
    assertThat(e).isNotNull();
    assertThat(e.kind()).isEqualTo(TidydagException.Kind.CONFIGURATION);
    assertThat(e.getMessage())
        .startsWith("template dag.py.ftl:")
        .doesNotContain("\tat ")
        .doesNotContain("secret\n");
  }

  @Test
  void plain_text_is_quoted_whatever_a_template_does() throws IOException {
    template(
        """
        <#assign text = 'x"); import os #'>
        a = ${text}
        b = ${text?upper_case + "'"}
        c = "${text}"
        """);
    assertThat(generate())
        .isEqualTo(
            """
            a = 'x"); import os #'
            b = "X\\"); IMPORT OS #'"
            c = "'x"); import os #'"
            """);
  }

  @Test
  void shape_the_file() throws IOException {
    template("<#list dag.arguments as a>\n${a.at(0)}\n</#list>\n");
    assertThat(generate())
        .isEqualTo(
            "dag_id=\"a\",\nschedule=None,\ncatchup=False,\ndescription='it\\'s \"quoted\"',\n");
  }

  @Test
  void are_not_looked_for_in_vain() throws IOException {
    Files.writeString(folder.resolve("templates/dag.ftl"), "misnamed");
    TidydagException e = catchThrowableOfType(TidydagException.class, this::generate);
    assertThat(e).isNotNull();
    assertThat(e.kind()).isEqualTo(TidydagException.Kind.CONFIGURATION);
    assertThat(e.getMessage())
        .isEqualTo(
            "--templates "
                + folder.resolve("templates")
                + ": holds no template; name one that holds dag.py.ftl, application.yaml.ftl,"
                + " rbac.yaml.ftl, or some of them");
  }

  private void template(String text) throws IOException {
    Files.writeString(folder.resolve("templates/dag.py.ftl"), text);
  }

  private String generate() {
    GenerateDags.Result result =
        new GenerateDags(Tables.load())
            .generate(
                new GenerateDags.Request(
                    List.of(folder.resolve("a.dag.yaml").toString()),
                    folder.resolve("out"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new OwnTemplates.InFolder(folder.resolve("templates"))),
                    new ByteArrayInputStream(new byte[0])));
    return result.output().files().get(0).text();
  }
}
