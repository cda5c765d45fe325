package io.github.tidydag.preview;

import io.github.tidydag.tables.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one release of the Python kubernetes client knows of a Pod: classes, fields, types.
 *
 * <p>Airflow reads pod templates through that client, and the client drops what it does not know.
 * The table is read from the client's own models by {@code testbed/airflow/preview/model.py} and
 * compared with every client of the tested environments.
 */
final class PodModel {
  /**
   * A field of a class.
   *
   * @param required the client refuses an object without it
   */
  record Field(FieldType type, boolean required) {}

  private static final String TABLE = "pod-model.tsv";

  private static final SortedMap<Version, String> CLIENTS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  Version.parse("8.3.2"), "30.1.0",
                  Version.parse("9.0.1"), "31.0.0",
                  Version.parse("10.6.0"), "32.0.1",
                  Version.parse("10.8.2"), "33.1.0",
                  Version.parse("10.12.2"), "35.0.0",
                  Version.parse("10.18.0"), "36.0.3")));

  private final String client;
  private final Map<String, Map<String, Field>> classes;

  private PodModel(String client, Map<String, Map<String, Field>> classes) {
    this.client = client;
    this.classes = classes;
  }

  /** The model of the client that comes with a provider. */
  static PodModel of(Version provider) {
    String client = clientOf(provider);
    Map<String, Map<String, Field>> classes = new HashMap<>();
    try (BufferedReader lines = open()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] row = line.split("\t", -1);
        if (line.startsWith("#") || row[0].equals("clients")) {
          continue;
        }
        if (row[4].isEmpty() || List.of(row[4].split(" ")).contains(client)) {
          classes
              .computeIfAbsent(row[0], name -> new LinkedHashMap<>())
              .put(row[1], new Field(FieldType.parse(row[2]), row[3].equals("required")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PodModel(client, classes);
  }

  /**
   * The newest of the table's clients that the provider's requirements admit, by the wheels'
   * metadata: {@code <=29.0.0} until 8.3.1, {@code <=30.1.0} from 8.3.2, {@code <=31.0.0} from
   * 9.0.1, {@code >=32.0.0,<33.0.0} from 10.6.0, {@code <34.0.0} from 10.8.2, {@code >=35.0.0} from
   * 10.12.2, {@code <37.0.0} from 10.18.0. An installation may well have an older one.
   */
  private static String clientOf(Version provider) {
    String client = "29.0.0";
    for (Map.Entry<Version, String> since : CLIENTS.entrySet()) {
      if (provider.isAtLeast(since.getKey())) {
        client = since.getValue();
      }
    }
    return client;
  }

  private static BufferedReader open() {
    InputStream stream =
        Objects.requireNonNull(PodModel.class.getResourceAsStream(TABLE), "resource " + TABLE);
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** The release of the client. */
  String client() {
    return client;
  }

  /** The fields of a class by their JSON names; null for a class that the table leaves out. */
  @Nullable Map<String, Field> fieldsOf(String name) {
    return classes.get(name);
  }

  /** The type of a field; anything at all for one that the client does not know. */
  FieldType typeOf(String name, String field) {
    Map<String, Field> fields = classes.get(name);
    Field found = fields == null ? null : fields.get(field);
    return found == null ? FieldType.ANYTHING : found.type();
  }
}
