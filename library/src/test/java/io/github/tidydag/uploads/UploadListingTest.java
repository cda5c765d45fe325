package io.github.tidydag.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs print that list a store. */
final class UploadListingTest {
  private static final String ID = "spark-upload-0a1b2c3d-0000-4000-8000-00000000000a";
  private static final Instant WRITTEN = Instant.parse("2026-10-01T03:04:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drwx------   - spark supergroup          0 2026-10-01 03:04 /staging/" + ID, // hdfs
        "2026-10-01 03:04:00      12345 up/" + ID + "/app.jar", // aws
        "     12345  2026-10-01T03:04:00Z  gs://jobs/up/" + ID + "/app.jar", // gcloud, gsutil
        "[2026-10-01 03:04:00 UTC]  12KiB STANDARD " + ID + "/app.jar", // mc
        "drwx------ 2 spark spark 4096 2026-10-01 03:04:00.000000000 +0000 " + ID, // GNU ls
        "drwx------ 2 spark spark 4096 2026-10-01 12:04:00.000000000 +0900 " + ID,
        "2026-10-01T03:04:00+00:00 " + ID, // az, with --query and -o tsv
        "/up/2018-05-01T00:00:00/" + ID + " 2026-10-01 03:04", // a path with a time in it
      })
  void a_time_and_a_name_in_a_line_are_read(String line) throws IOException {
    assertThat(read(line)).containsExactly(new UploadFolder(ID, Optional.of(WRITTEN)));
  }

  @Test
  void the_newest_file_of_a_folder_says_when_it_was_written() throws IOException {
    String lines =
        """
        2026-09-30 00:00:00  1 up/%1$s/a.jar
        2026-10-01 03:04:00  1 up/%1$s/b.jar
        2026-09-29 00:00:00  1 up/%1$s/c.jar
                                PRE %1$s/
        """
            .formatted(ID);
    assertThat(read(lines)).containsExactly(new UploadFolder(ID, Optional.of(WRITTEN)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "   PRE " + ID + "/",
        "2026-02-31 00:00 " + ID,
        "26-10-01 03:04 " + ID,
        "1970-01-01 00:00 " + ID, // Hadoop of a folder that a store only infers
        "1970-01-01 00:00 /up/2018-05-01T00:00:00/" + ID,
      })
  void without_a_time_none_is_made_up(String line) throws IOException {
    assertThat(read(line)).containsExactly(new UploadFolder(ID, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Found 12 items",
        "2026-10-01 03:04 /staging/spark-upload-",
        "2026-10-01 03:04 /staging/spark-upload-x/../etc",
        "2026-10-01 03:04 /staging/spark-upload-0A1B2C3D-0000-4000-8000-00000000000A",
        "2026-10-01 03:04 /staging/other",
        "2026-10-01 03:04 /staging/" + ID + "-old",
        "2026-10-01 03:04 /staging/" + ID + ".bak/app.jar",
        "2026-10-01 03:04 /staging/my-" + ID,
      })
  void what_is_not_spark_s_is_not_seen(String line) throws IOException {
    assertThat(read(line)).isEmpty();
  }

  private static List<UploadFolder> read(String text) throws IOException {
    return UploadListing.read(new BufferedReader(new StringReader(text)));
  }
}
