package com.example.dags;

import io.github.tidydag.api.Dag;
import io.github.tidydag.api.Generated;
import io.github.tidydag.api.PodTask;
import io.github.tidydag.api.Python;
import io.github.tidydag.api.SparkTask;
import io.github.tidydag.api.Tidydag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A report for each country, at the end of its day. */
public final class Reports {
  private Reports() {}

  private record Country(String code, String timezone) {}

  private static final List<Country> COUNTRIES =
      List.of(new Country("kr", "Asia/Seoul"), new Country("de", "Europe/Berlin"));

  public static void main(String[] args) {
    Path here = Path.of(args[0]);
    List<Dag> dags = COUNTRIES.stream().map(Reports::report).toList();
    Generated generated = Tidydag.in(here).generateAll(dags, here.resolve("dags"));
    System.out.println(generated.written().size() + " written");
  }

  private static Dag report(Country country) {
    return Dag.of("report_" + country.code())
        .cron("30 3 * * *", country.timezone(), true)
        .startDate(LocalDate.of(2026, 1, 1))
        .dagrunTimeout(Duration.ofHours(6))
        .set("tags", List.of("report", country.code()))
        .set("cleanup", Map.of("strategy", "anchor", "keep_failed_for", Duration.ofHours(24)))
        .task(
            PodTask.of("extract")
                .namespace("data-jobs")
                .image("registry.example.com/extract:1.4.2")
                .arguments("--country", country.code(), "--run", "{{ run_id }}")
                .resources(
                    Map.of("cpu", "250m", "memory", "256Mi"), Map.of("memory", "1Gi"))
                .retries(2)
                .executionTimeout(Duration.ofMinutes(30)))
        .task(
            SparkTask.of("aggregate")
                .dependsOn("extract")
                .namespace("data-jobs")
                .applicationFile("aggregate.yaml"))
        .task(
            PodTask.of("publish")
                .dependsOn("aggregate")
                .namespace("data-jobs")
                .image("registry.example.com/publish:2.0.1")
                .task("on_failure_callback", Python.name("company.alerts.slack")));
  }
}
