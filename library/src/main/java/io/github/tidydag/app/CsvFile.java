package io.github.tidydag.app;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads tables (RFC 4180). */
final class CsvFile {
  private CsvFile() {}

  /** The rows, the header among them. */
  static List<List<String>> parse(String text) throws IOException {
    CsvMapper mapper = new CsvMapper();
    mapper.enable(CsvParser.Feature.WRAP_AS_ARRAY);
    List<List<String>> rows = new ArrayList<>();
    try (MappingIterator<String[]> lines = mapper.readerFor(String[].class).readValues(text)) {
      while (lines.hasNext()) {
        rows.add(List.of(lines.next()));
      }
    }
    return rows;
  }
}
