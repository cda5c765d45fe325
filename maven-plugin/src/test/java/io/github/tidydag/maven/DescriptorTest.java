package io.github.tidydag.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What Maven is told of the goals. */
final class DescriptorTest {
  private static final Map<String, Element> GOALS = new TreeMap<>();

  @BeforeAll
  static void read() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            DescriptorTest.class.getResourceAsStream("/META-INF/maven/plugin.xml"))) {
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
      NodeList mojos = document.getElementsByTagName("mojo");
      for (int i = 0; i < mojos.getLength(); i++) {
        Element mojo = (Element) mojos.item(i);
        GOALS.put(text(mojo, "goal").orElseThrow(), mojo);
      }
    }
  }

  private static Optional<String> text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0
        ? Optional.empty()
        : Optional.of(found.item(0).getTextContent().strip());
  }

  private static List<String> properties(String goal) {
    List<String> properties = new ArrayList<>();
    NodeList configured =
        ((Element)
                Objects.requireNonNull(GOALS.get(goal))
                    .getElementsByTagName("configuration")
                    .item(0))
            .getElementsByTagName("*");
    for (int i = 0; i < configured.getLength(); i++) {
      String value = configured.item(i).getTextContent();
      if (value.startsWith("${")) {
        properties.add(value.substring(2, value.length() - 1));
      }
    }
    return properties;
  }

  @Test
  void there_are_these_goals_and_none_that_deletes() {
    assertThat(GOALS.keySet())
        .containsExactly(
            "access-inventory",
            "check",
            "fix",
            "generate",
            "help",
            "janitor-plan",
            "lint",
            "lint-report",
            "lint-report-aggregate",
            "preflight",
            "rules");
  }

  @Test
  void goals_run_in_parallel_without_dependencies_and_without_a_second_lifecycle() {
    GOALS.forEach(
        (goal, mojo) -> {
          assertThat(text(mojo, "threadSafe")).as(goal).contains("true");
          assertThat(text(mojo, "requiresDependencyResolution")).as(goal).isEmpty();
          assertThat(text(mojo, "executePhase")).as(goal).isEmpty();
          assertThat(text(mojo, "executeGoal")).as(goal).isEmpty();
        });
  }

  @Test
  void what_looks_at_a_cluster_or_changes_sources_is_bound_to_no_phase() {
    for (String goal : List.of("janitor-plan", "access-inventory", "preflight", "fix")) {
      assertThat(text(Objects.requireNonNull(GOALS.get(goal)), "phase")).as(goal).isEmpty();
    }
    assertThat(text(Objects.requireNonNull(GOALS.get("generate")), "phase"))
        .contains("generate-resources");
    assertThat(text(Objects.requireNonNull(GOALS.get("check")), "phase")).contains("verify");
    assertThat(text(Objects.requireNonNull(GOALS.get("lint")), "phase")).contains("verify");
  }

  @Test
  void parameters_have_one_family_and_each_goal_can_be_left_out() {
    for (String goal : GOALS.keySet()) {
      if (!goal.equals("help") && !goal.startsWith("lint-report")) {
        List<String> ours =
            properties(goal).stream()
                .filter(p -> !p.startsWith("project") && !p.equals("basedir"))
                .filter(p -> !p.equals("mojoExecution"))
                .toList();
        assertThat(ours).as(goal).allMatch(p -> p.startsWith("tidydag.")).contains("tidydag.skip");
      }
    }
    for (String goal : List.of("generate", "check", "lint", "fix")) {
      assertThat(properties(goal)).contains("tidydag." + goal + ".skip");
    }
  }

  @Test
  void messages_name_the_parameters_that_there_are() {
    assertThat(Wording.PARAMETERS)
        .containsExactlyInAnyOrderElementsOf(
            GOALS.keySet().stream()
                .filter(goal -> !goal.equals("help"))
                .flatMap(goal -> properties(goal).stream())
                .filter(p -> p.startsWith("tidydag.") && !p.endsWith("skip"))
                .map(p -> p.substring("tidydag.".length()))
                .distinct()
                .toList());
  }
}
