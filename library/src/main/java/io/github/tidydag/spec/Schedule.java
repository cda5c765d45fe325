package io.github.tidydag.spec;

import java.time.Duration;
import java.util.List;

/** When a DAG runs, and what its {@code ds} means. */
public sealed interface Schedule {

  /** Only by hand or by another DAG. */
  record Never() implements Schedule {}

  /** One of Airflow's schedules that are no time table: {@code @once}, {@code @continuous}. */
  record Preset(String name) implements Schedule {}

  /**
   * At the times of a cron expression.
   *
   * @param expression five fields
   * @param timezone an IANA zone
   * @param dataInterval true: a run covers the interval that ends when it starts, and {@code ds} is
   *     that interval's start (CronDataIntervalTimetable); false: {@code ds} is the time of the run
   *     (CronTriggerTimetable). Airflow 2 makes the first of a bare cron string, Airflow 3 the
   *     second.
   */
  record Cron(String expression, String timezone, boolean dataInterval) implements Schedule {}

  /**
   * Again and again after this time, counted from the start date.
   *
   * @param dataInterval as for cron: DeltaDataIntervalTimetable or DeltaTriggerTimetable
   */
  record Every(Duration interval, boolean dataInterval) implements Schedule {}

  /** When assets (datasets in Airflow 2) were updated. */
  record Assets(List<String> uris, boolean any) implements Schedule {
    public Assets {
      uris = List.copyOf(uris);
    }
  }

  /** A timetable that the user wrote in Python. */
  record Custom(Value timetable) implements Schedule {}
}
